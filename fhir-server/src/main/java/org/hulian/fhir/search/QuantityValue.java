package org.hulian.fhir.search;

/**
 * One alternative of a quantity or number search.
 *
 * @param range in base units where the unit is canonical, else as written
 * @see <a href="https://hl7.org/fhir/R4/search.html#quantity">search.html#quantity</a>
 */
public record QuantityValue(NumberRange range, Unit unit) {
    /** System of UCUM codes. */
    public static final String UCUM = "http://unitsofmeasure.org";

    /** What the search says of the unit. */
    public sealed interface Unit {
        /** Nothing: the number alone is compared. */
        record Any() implements Unit {}

        /**
         * A UCUM unit: every amount of the same dimension compares.
         *
         * @param dimension base units, as {@code Canonical.unit} writes them
         */
        record Canonical(String dimension) implements Unit {}

        /** {@code value|system|code} of another system, or of UCUM with a code that is none. */
        record Coded(String system, String code) implements Unit {}

        /** {@code value||unit}: a code or the text shown. */
        record Shown(String text) implements Unit {}
    }
}
