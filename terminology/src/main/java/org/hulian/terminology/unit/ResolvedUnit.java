package org.hulian.terminology.unit;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;

/**
 * A unit's size and dimension.
 *
 * @param factor   how many base units it is
 * @param shift    what is added before multiplying; other than zero only for a temperature scale standing alone
 * @param symbols  base symbols met on the way, also those that cancel out: {@code mmol/mol} has {@code mol}
 */
record ResolvedUnit(Ratio factor, BigDecimal shift, Dimension dimension, Set<String> symbols) {

    static ResolvedUnit number(Ratio factor) {
        return new ResolvedUnit(factor, BigDecimal.ZERO, Dimension.NUMBER, Set.of());
    }

    ResolvedUnit times(ResolvedUnit other, int weight) {
        return new ResolvedUnit(
                weight < 0 ? factor.dividedBy(other.factor) : factor.times(other.factor),
                BigDecimal.ZERO,
                dimension.plus(other.dimension, weight),
                union(symbols, other.symbols));
    }

    /** With a metric prefix; a scale's own zero stays where it is. */
    ResolvedUnit prefixed(Ratio prefix) {
        return new ResolvedUnit(
                factor.times(prefix), Ratio.of(shift).dividedBy(prefix).toDecimal(), dimension, symbols);
    }

    ResolvedUnit power(int exponent) {
        return new ResolvedUnit(factor.power(exponent), BigDecimal.ZERO, dimension.times(exponent), symbols);
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        if (left.containsAll(right)) {
            return left;
        }
        Set<String> all = new TreeSet<>(left);
        all.addAll(right);
        return Set.copyOf(all);
    }
}
