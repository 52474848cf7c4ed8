package org.hulian.terminology.unit;

import java.math.BigDecimal;

/**
 * An amount in base units, equal for every amount of the same size and dimension.
 *
 * @param value at most 18 significant digits, without trailing zeros
 * @param unit  base units in alphabetical order with exponents, {@code "g.m-3"}; {@code "1"} for a plain number
 */
public record Canonical(BigDecimal value, String unit) {}
