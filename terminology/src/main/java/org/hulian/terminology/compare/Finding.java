package org.hulian.terminology.compare;

import java.math.BigDecimal;
import java.util.Optional;
import org.hulian.terminology.compare.Comparability.Convertible;
import org.hulian.terminology.compare.Comparability.Equal;
import org.hulian.terminology.compare.Comparability.NotComparable;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.Linear;
import org.hulian.terminology.unit.Precision;
import org.hulian.terminology.unit.UcumUnit;
import org.jspecify.annotations.Nullable;

/**
 * A value with its reference range and interpretation; the range is in the value's unit.
 *
 * @param low            lower reference limit, still normal
 * @param high           upper reference limit, still normal
 * @param interpretation code of v3-ObservationInterpretation, as sent or derived
 */
public record Finding(
        Amount amount,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        @Nullable String interpretation) {

    /** The finding in another unit: limits converted with the value, interpretation derived again. */
    public Optional<Finding> in(UcumUnit unit, Comparability how) {
        return switch (how) {
            case Equal ignored -> Optional.of(converted(unit, Linear.of(BigDecimal.ONE)));
            case Convertible(Linear rule, String ignored) -> Optional.of(converted(unit, rule));
            case NotComparable ignored -> Optional.empty();
        };
    }

    /**
     * The interpretation the range gives: {@code L}, {@code N} or {@code H}; a critical or significant mark that was
     * sent stays when it is on the same side. Without a limit the sent one stands. Decided on the numbers as sent, so
     * that no rounding moves a value across a limit.
     */
    public @Nullable String derived() {
        if (low == null && high == null) {
            return interpretation;
        }
        String side = side();
        boolean sameSide = interpretation != null && interpretation.startsWith(side) && !side.equals("N");
        return sameSide ? interpretation : side;
    }

    private String side() {
        if (low != null && amount.value().compareTo(low) < 0) {
            return "L";
        }
        return high != null && amount.value().compareTo(high) > 0 ? "H" : "N";
    }

    private Finding converted(UcumUnit unit, Linear rule) {
        return new Finding(
                new Amount(Precision.convert(amount.value(), rule), unit),
                low == null ? null : Precision.convert(low, rule),
                high == null ? null : Precision.convert(high, rule),
                derived());
    }
}
