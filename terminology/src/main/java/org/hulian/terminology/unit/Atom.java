package org.hulian.terminology.unit;

/**
 * A unit symbol of the UCUM tables.
 *
 * @param metric whether prefixes may stand before it
 * @param kind   how it is resolved
 */
record Atom(String code, boolean metric, Kind kind) {

    /** How a symbol gets its size and dimension. */
    sealed interface Kind {
        /** A dimension of its own: the base units, amount of substance, charge, and every arbitrary unit. */
        record Base() implements Kind {}

        /** So many of another unit. */
        record Defined(String value, String unit) implements Kind {}

        /** A scale that is no multiple: temperature, pH, level. */
        record Special(TemperatureScale scale) implements Kind {}
    }
}
