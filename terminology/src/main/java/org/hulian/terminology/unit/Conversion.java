package org.hulian.terminology.unit;

/** Outcome of converting an amount by UCUM alone. */
public sealed interface Conversion {

    /**
     * The amount in the other unit, with a sensible number of digits, see {@link Precision}.
     *
     * @param rule what was applied
     */
    record Converted(Amount amount, Linear rule) implements Conversion {}

    /** The two units measure different things. */
    record Incommensurable(String fromDimension, String toDimension) implements Conversion {}

    /**
     * One of the units is not UCUM.
     *
     * @param code that unit
     */
    record UnknownUnit(String code) implements Conversion {}
}
