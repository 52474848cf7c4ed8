package org.hulian.terminology.unit;

import java.math.BigDecimal;
import java.math.MathContext;

/** {@code y = factor * x + offset}; both shown with at most 12 significant digits by {@link #shown}. */
public record Linear(BigDecimal factor, BigDecimal offset) {
    private static final MathContext SHOWN = new MathContext(12);

    public static Linear of(BigDecimal factor) {
        return new Linear(factor, BigDecimal.ZERO);
    }

    public BigDecimal apply(BigDecimal x) {
        return x.multiply(factor).add(offset);
    }

    public boolean isIdentity() {
        return factor.compareTo(BigDecimal.ONE) == 0 && offset.signum() == 0;
    }

    /** The factor for people: 12 significant digits, no trailing zeros, no exponent. */
    public String shown() {
        return factor.round(SHOWN).stripTrailingZeros().toPlainString();
    }
}
