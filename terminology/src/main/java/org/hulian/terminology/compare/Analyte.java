package org.hulian.terminology.compare;

import java.math.BigDecimal;
import java.util.List;
import org.hulian.terminology.unit.Linear;
import org.jspecify.annotations.Nullable;

/**
 * What LOINC terms measure, and what conversions between their properties need.
 *
 * @param formula   sum formula, when the molar mass is computed from it
 * @param molarMass g/mol; of the denominator's substance for a mass ratio
 * @param charge    elementary charges of one particle, for equivalents
 * @param relations published relations that take the place of UCUM between their two units
 * @param loinc     the terms, of any property or specimen
 */
record Analyte(
        String id,
        String en,
        String zh,
        @Nullable String formula,
        @Nullable BigDecimal molarMass,
        @Nullable Integer charge,
        List<Relation> relations,
        List<String> loinc) {

    /** {@code to = rule(from)}, with where it was published. */
    record Relation(String from, String to, Linear rule, String source) {}
}
