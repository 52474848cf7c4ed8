package org.hulian.terminology.unit;

import java.math.BigDecimal;

/** Scales with a zero of their own: {@code kelvin = (x + shift) * numerator / denominator}. */
enum TemperatureScale {
    CELSIUS("273.15", 1, 1),
    FAHRENHEIT("459.67", 5, 9),
    REAUMUR("218.52", 5, 4),
    /** Logarithmic and other scales: comparable only with themselves. */
    NONE("0", 1, 1);

    private final BigDecimal shift;
    private final int numerator;
    private final int denominator;

    TemperatureScale(String shift, int numerator, int denominator) {
        this.shift = new BigDecimal(shift);
        this.numerator = numerator;
        this.denominator = denominator;
    }

    static TemperatureScale of(String function) {
        return switch (function) {
            case "Cel" -> CELSIUS;
            case "degF" -> FAHRENHEIT;
            case "degRe" -> REAUMUR;
            default -> NONE;
        };
    }

    Ratio degree() {
        return Ratio.of(numerator).dividedBy(Ratio.of(denominator));
    }

    BigDecimal shift() {
        return shift;
    }
}
