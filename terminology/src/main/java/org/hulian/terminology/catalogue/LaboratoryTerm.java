package org.hulian.terminology.catalogue;

import org.hulian.terminology.unit.UcumUnit;
import org.jspecify.annotations.Nullable;

/**
 * A LOINC term of a laboratory item.
 *
 * @param property LOINC property: {@code SCnc}, {@code MCnc}, {@code CCnc}, {@code ACnc}, ...
 * @param unit     the usual unit, null for a presence, a name or a titre
 * @param method   LOINC method, null when the term does not state one
 */
public record LaboratoryTerm(
        String loinc,
        String property,
        @Nullable UcumUnit unit,
        @Nullable String method) {}
