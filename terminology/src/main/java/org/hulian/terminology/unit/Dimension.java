package org.hulian.terminology.unit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a unit measures: exponents of base units, for example {@code {g=1, m=-3}}.
 *
 * @param exponents without zeros
 */
public record Dimension(SortedMap<String, Integer> exponents) {
    static final Dimension NUMBER = new Dimension(new TreeMap<>());

    public Dimension {
        exponents = Collections.unmodifiableSortedMap(exponents);
    }

    static Dimension base(String code) {
        return new Dimension(new TreeMap<>(Map.of(code, 1)));
    }

    /** The exponent of a base unit, 0 when it does not occur. */
    public int of(String base) {
        return exponents.getOrDefault(base, 0);
    }

    /** The dimension of a quotient. */
    public Dimension minus(Dimension other) {
        return plus(other, -1);
    }

    /** The dimension of a product; {@code weight} is -1 for a quotient. */
    Dimension plus(Dimension other, int weight) {
        SortedMap<String, Integer> sum = new TreeMap<>(exponents);
        other.exponents.forEach((code, exponent) -> sum.merge(code, exponent * weight, Integer::sum));
        sum.values().removeIf(exponent -> exponent == 0);
        return new Dimension(sum);
    }

    Dimension times(int factor) {
        return NUMBER.plus(this, factor);
    }

    /** {@code "g.m-3"}; {@code "1"} for a plain number. */
    @Override
    public String toString() {
        return exponents.isEmpty()
                ? "1"
                : exponents.entrySet().stream()
                        .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + e.getValue())
                        .collect(Collectors.joining("."));
    }
}
