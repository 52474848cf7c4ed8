package org.hulian.terminology.unit;

import java.math.BigDecimal;
import java.math.MathContext;

/** A fraction, so that a division loses nothing; both parts are bounded to 80 significant digits. */
record Ratio(BigDecimal numerator, BigDecimal denominator) {
    static final Ratio ONE = of(1);

    private static final MathContext BOUND = new MathContext(80);
    private static final MathContext RESULT = new MathContext(34);

    static Ratio of(long number) {
        return of(BigDecimal.valueOf(number));
    }

    static Ratio of(BigDecimal number) {
        return new Ratio(number, BigDecimal.ONE);
    }

    Ratio times(Ratio other) {
        return new Ratio(numerator.multiply(other.numerator, BOUND), denominator.multiply(other.denominator, BOUND));
    }

    Ratio dividedBy(Ratio other) {
        return new Ratio(numerator.multiply(other.denominator, BOUND), denominator.multiply(other.numerator, BOUND));
    }

    Ratio power(int exponent) {
        Ratio base = exponent < 0 ? ONE.dividedBy(this) : this;
        int times = Math.abs(exponent);
        return new Ratio(base.numerator.pow(times, BOUND), base.denominator.pow(times, BOUND));
    }

    /** The number to 34 significant digits, without trailing zeros. */
    BigDecimal toDecimal() {
        return numerator.divide(denominator, RESULT).stripTrailingZeros();
    }
}
