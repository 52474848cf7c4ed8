package org.hulian.terminology.compare;

import org.hulian.terminology.unit.UcumUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, in what, how: enough to say whether its value may be set beside another.
 *
 * @param unit   null for a presence, a name or a titre
 * @param method as the sender says, null when only the LOINC term tells, or nothing does
 */
public record Measured(
        String loinc, @Nullable UcumUnit unit, @Nullable String method) {

    public static Measured of(String loinc, String unit) {
        return new Measured(loinc, new UcumUnit(unit), null);
    }
}
