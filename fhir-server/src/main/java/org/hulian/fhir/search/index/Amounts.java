package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.hulian.fhir.search.QuantityValue;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.Canonical;
import org.hulian.terminology.unit.UcumUnit;
import org.hulian.terminology.unit.Units;
import org.jspecify.annotations.Nullable;

/** Reads numbers, Quantity and its profiles, Money, Range and SampledData as stretches of numbers. */
final class Amounts {
    private static final String CURRENCIES = "urn:iso:std:iso:4217";

    private final Units units = Units.load();

    /**
     * A number, or the stretch of a range; both ends belong to it and an open end is infinite.
     *
     * @param base      the stretch in base units, null where the unit is not UCUM
     * @param dimension base units, empty where the unit is not UCUM
     * @param unit      the text shown
     */
    record Stretch(
            double low, double high, @Nullable Base base, String dimension, String system, String code, String unit) {}

    /** Ends in base units. */
    record Base(double low, double high) {}

    void read(JsonNode value, Consumer<Stretch> stretches) {
        if (value.isNumber()) {
            double number = value.doubleValue();
            stretches.accept(new Stretch(number, number, null, "", "", "", ""));
        } else if (value.has("origin")) {
            sampled(value, stretches);
        } else if (value.has("low") || value.has("high")) {
            JsonNode low = value.path("low");
            JsonNode high = value.path("high");
            add(number(low), number(high), low.has("value") ? low : high, stretches);
        } else if (value.path("value").isNumber()) {
            BigDecimal number = value.path("value").decimalValue();
            switch (value.path("comparator").asText("")) {
                case "<", "<=" -> add(null, number, value, stretches);
                case ">", ">=" -> add(number, null, value, stretches);
                default -> add(number, number, value, stretches);
            }
        }
    }

    private static @Nullable BigDecimal number(JsonNode quantity) {
        return quantity.path("value").isNumber() ? quantity.path("value").decimalValue() : null;
    }

    /** From the least to the greatest measured point. */
    private void sampled(JsonNode value, Consumer<Stretch> stretches) {
        BigDecimal origin = number(value.path("origin"));
        if (origin == null) {
            return;
        }
        BigDecimal factor =
                value.path("factor").isNumber() ? value.path("factor").decimalValue() : BigDecimal.ONE;
        BigDecimal low = null;
        BigDecimal high = null;
        for (String point : List.of(value.path("data").asText("").split("\\s+", -1))) {
            if (point.matches("[+-]?\\d{1,20}(\\.\\d{1,20})?")) {
                BigDecimal number = new BigDecimal(point);
                low = low == null ? number : low.min(number);
                high = high == null ? number : high.max(number);
            }
        }
        if (low != null && high != null) {
            BigDecimal one = low.multiply(factor).add(origin);
            BigDecimal other = high.multiply(factor).add(origin);
            add(one.min(other), one.max(other), value.path("origin"), stretches);
        }
    }

    private void add(@Nullable BigDecimal low, @Nullable BigDecimal high, JsonNode unit, Consumer<Stretch> stretches) {
        if (low == null && high == null) {
            return;
        }
        String currency = unit.path("currency").asText("");
        String system = currency.isEmpty() ? unit.path("system").asText("") : CURRENCIES;
        String code = currency.isEmpty() ? unit.path("code").asText("") : currency;
        Base base = null;
        String dimension = "";
        if (system.equals(QuantityValue.UCUM) && units.isValid(code)) {
            UcumUnit ucum = new UcumUnit(code);
            dimension = units.canonical(new Amount(BigDecimal.ONE, ucum)).unit();
            base = new Base(base(low, ucum, Double.NEGATIVE_INFINITY), base(high, ucum, Double.POSITIVE_INFINITY));
        }
        stretches.accept(new Stretch(
                low == null ? Double.NEGATIVE_INFINITY : low.doubleValue(),
                high == null ? Double.POSITIVE_INFINITY : high.doubleValue(),
                base,
                dimension,
                system,
                code,
                unit.path("unit").asText("")));
    }

    private double base(@Nullable BigDecimal number, UcumUnit unit, double open) {
        if (number == null) {
            return open;
        }
        Canonical canonical = units.canonical(new Amount(number, unit));
        return canonical.value().doubleValue();
    }
}
