package org.hulian.fhir.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKeys;

/**
 * A place in the order of versions: newest first, then by type, row key and version. It leaves the server only encrypted.
 *
 * @param type number of the resource type
 */
public record HistoryStart(Instant updated, short type, UUID key, int version) {
    /** The order of versions. Keys compare as their text does, which is how PostgreSQL compares them. */
    public static final Comparator<HistoryStart> NEWEST_FIRST = Comparator.comparing(HistoryStart::updated)
            .thenComparing(HistoryStart::type)
            .thenComparing(place -> place.key().toString())
            .thenComparing(HistoryStart::version)
            .reversed();

    /** Where an entry stands. */
    public static HistoryStart of(HistoryEntry entry) {
        return new HistoryStart(
                entry.updated(),
                entry.key().type().number(),
                ResourceKeys.of(entry.key()),
                entry.version().number());
    }

    /** As text, for a page's link. */
    public String text() {
        return updated + " " + type + " " + key + " " + version;
    }

    /** From {@link #text}; anything else is an {@link IllegalArgumentException}. */
    public static HistoryStart parse(String text) {
        String[] part = text.split(" ", -1);
        if (part.length != 4) {
            throw new IllegalArgumentException("not a place in a history");
        }
        return new HistoryStart(
                Instant.parse(part[0]), Short.parseShort(part[1]), UUID.fromString(part[2]), Integer.parseInt(part[3]));
    }
}
