package org.hulian.fhir.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in the order of {@code $everything}: the registry's rows of the person by type, newest first, then those of the
 * clinical database, then what they refer to. It leaves the server only encrypted.
 *
 * @param part      whose rows
 * @param type      number of the type of the last row
 * @param effective its main date
 * @param key       its row key
 */
public record EverythingStart(Part part, short type, Instant effective, UUID key) {
    /** Before everything. */
    public static final EverythingStart FIRST = of(Part.REGISTRY);

    /** Parts of the answer, in their order. */
    public enum Part {
        REGISTRY,
        CLINICAL,
        REFERENCES
    }

    /** The beginning of a part. */
    public static EverythingStart of(Part part) {
        return new EverythingStart(part, (short) 0, Instant.EPOCH, new UUID(0, 0));
    }

    /** Whether nothing of the part is behind it. */
    public boolean isBeginning() {
        return type == 0;
    }

    /** As text, for a page's link. */
    public String text() {
        return part + " " + type + " " + effective + " " + key;
    }

    /** From {@link #text}; anything else is an {@link IllegalArgumentException}. */
    public static EverythingStart parse(String text) {
        String[] each = text.split(" ", -1);
        if (each.length != 4) {
            throw new IllegalArgumentException("not a place in everything");
        }
        return new EverythingStart(
                Part.valueOf(each[0]), Short.parseShort(each[1]), Instant.parse(each[2]), UUID.fromString(each[3]));
    }
}
