package org.hulian.fhir.resource;

import java.util.regex.Pattern;

/**
 * A logical id, <a href="https://hl7.org/fhir/R4/datatypes.html#id">id</a>: 1 to 64 of {@code A-Za-z0-9-.}
 *
 * @param value the id as it stands in URLs and in the body
 */
public record ResourceId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    /** Refuses text that is not an id. */
    public ResourceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a FHIR id");
        }
    }

    /** Whether the text can be an id. */
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
