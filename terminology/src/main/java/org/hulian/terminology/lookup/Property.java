package org.hulian.terminology.lookup;

import org.hulian.terminology.code.Coding;
import org.jspecify.annotations.Nullable;

/**
 * A property of a concept.
 *
 * @param value  as text, the code of a coding
 * @param coding the whole coding, null for other kinds
 */
public record Property(
        String code, Kind kind, String value, @Nullable Coding coding) {

    /** A property whose value is a code of the same system. */
    public static Property code(String code, String value) {
        return new Property(code, Kind.CODE, value, null);
    }

    /** A property whose value is text. */
    public static Property string(String code, String value) {
        return new Property(code, Kind.STRING, value, null);
    }

    /** A property that is true or false. */
    public static Property flag(String code, boolean value) {
        return new Property(code, Kind.BOOLEAN, Boolean.toString(value), null);
    }

    /** The types of CodeSystem.concept.property.value[x]. */
    public enum Kind {
        CODE("valueCode"),
        CODING("valueCoding"),
        STRING("valueString"),
        INTEGER("valueInteger"),
        BOOLEAN("valueBoolean"),
        DATE_TIME("valueDateTime"),
        DECIMAL("valueDecimal");

        private final String element;

        Kind(String element) {
            this.element = element;
        }

        /** Name of the element that holds it. */
        public String element() {
            return element;
        }
    }
}
