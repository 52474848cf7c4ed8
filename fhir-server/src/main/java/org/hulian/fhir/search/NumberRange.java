package org.hulian.fhir.search;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;

/**
 * A number condition: a comparison with a number and with the range its digits leave open.
 *
 * @param low   beginning of the range, included
 * @param value the number itself, which {@code gt lt ge le} compare with
 * @param high  end of the range, not included
 * @see <a href="https://hl7.org/fhir/R4/search.html#number">search.html#number</a>
 */
public record NumberRange(Prefix prefix, double low, double value, double high) {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    /** R4 gives 1e2 the range 95 to 105. */
    private static final BigDecimal TWENTIETH = new BigDecimal("0.05");

    private static final BigDecimal TENTH = new BigDecimal("0.1");

    /** The range of a number as it was written, after a conversion that keeps the order of numbers. */
    static NumberRange of(Prefix prefix, BigDecimal number, UnaryOperator<BigDecimal> converted) {
        boolean oneDigitAndExponent = number.scale() < 0 && number.precision() == 1;
        BigDecimal open = number.ulp().multiply(oneDigitAndExponent ? TWENTIETH : HALF);
        if (prefix == Prefix.AP) {
            open = open.max(number.abs().multiply(TENTH));
        }
        double value = converted.apply(number).doubleValue();
        double low = converted.apply(number.subtract(open)).doubleValue();
        double high = converted.apply(number.add(open)).doubleValue();
        // More digits than a double has: the number itself must still be within.
        return new NumberRange(prefix, Math.min(low, Math.nextDown(value)), value, Math.max(high, Math.nextUp(value)));
    }
}
