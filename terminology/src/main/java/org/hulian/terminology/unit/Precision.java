package org.hulian.terminology.unit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How many digits a converted value is given. A shift of the decimal point keeps exactly the digits sent. Any other
 * factor keeps one digit more than was sent, and at least four, so that the rounding (below 0.05 %) is small beside a
 * laboratory's imprecision and converting back returns what was sent; digits that are exact zeros are dropped again
 * down to the number sent. With an offset the last decimal
 * place is the coarsest that is still finer than what was sent.
 */
public final class Precision {
    private static final int LEAST = 4;

    /** A factor like 1/60 is itself rounded to 34 digits; what agrees to 20 is exact. */
    private static final MathContext EXACT = new MathContext(20);

    private Precision() {}

    /** The value of {@code rule} applied to {@code source}, with a sensible number of digits. */
    public static BigDecimal convert(BigDecimal source, Linear rule) {
        if (rule.isIdentity()) {
            return source;
        }
        if (rule.offset().signum() != 0) {
            return withOffset(source, rule);
        }
        BigDecimal factor = rule.factor().stripTrailingZeros();
        if (factor.unscaledValue().equals(BigInteger.ONE)) {
            return plain(source.scaleByPowerOfTen(-factor.scale()));
        }
        if (source.signum() == 0) {
            return source;
        }
        int sent = source.precision();
        BigDecimal exact = source.multiply(factor);
        BigDecimal rounded = exact.round(new MathContext(Math.max(sent + 1, LEAST)));
        boolean isExact = rounded.compareTo(exact.round(EXACT)) == 0;
        int digits = isExact ? Math.max(sent, rounded.stripTrailingZeros().precision()) : rounded.precision();
        return plain(rounded.setScale(rounded.scale() - rounded.precision() + digits, RoundingMode.HALF_UP));
    }

    private static BigDecimal withOffset(BigDecimal source, Linear rule) {
        BigDecimal step = source.ulp().multiply(rule.factor().abs());
        int places = Math.max(0, step.scale() - step.precision() + 1);
        BigDecimal rounded = rule.apply(source).setScale(places, RoundingMode.HALF_UP);
        int needed = Math.max(0, rounded.stripTrailingZeros().scale());
        return rounded.setScale(Math.max(needed, Math.min(places, Math.max(0, source.scale()))));
    }

    /** No exponent: 5.0E+3 becomes 5000. */
    private static BigDecimal plain(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}
