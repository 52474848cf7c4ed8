package org.hulian.fhir.resource;

/**
 * A logical id, <a href="https://hl7.org/fhir/R4/datatypes.html#id">id</a>: 1 to 64 of {@code A-Za-z0-9-.}
 *
 * @param value the id as it stands in URLs and in the body
 */
public record ResourceId(String value) {
    private static final int LONGEST = 64;

    /** Refuses text that is not an id. */
    public ResourceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a FHIR id");
        }
    }

    /** Whether the text can be an id. */
    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
