package org.hulian.fhir.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.UcumUnit;
import org.hulian.terminology.unit.Units;

/** Reads the values of quantity and number searches. */
final class QuantityParser {
    /** Bounded, so that no exponent makes a number of a million digits. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,64}(\\.\\d{1,64})?([eE][+-]?\\d{1,3})?");

    private final Units units = Units.load();

    QuantityValue number(SearchParameter parameter, String value) {
        return new QuantityValue(range(parameter, value, UnaryOperator.identity()), new QuantityValue.Unit.Any());
    }

    QuantityValue quantity(SearchParameter parameter, String value) {
        List<String> parts = SearchValues.split(value, '|');
        if (parts.size() == 1) {
            return number(parameter, value);
        }
        if (parts.size() != 3) {
            throw TermParser.invalid(
                    parameter.name(),
                    "number, number||unit or number|system|code, such as 5.4|http://unitsofmeasure.org|mmol/L",
                    "数值、数值||单位或数值|系统|代码，如 5.4|http://unitsofmeasure.org|mmol/L");
        }
        String system = SearchValues.unescape(parts.get(1));
        String code = SearchValues.unescape(parts.get(2));
        if (system.equals(QuantityValue.UCUM) && units.isValid(code)) {
            UcumUnit unit = new UcumUnit(code);
            NumberRange range = range(
                    parameter,
                    parts.getFirst(),
                    number -> units.canonical(new Amount(number, unit)).value());
            return new QuantityValue(
                    range,
                    new QuantityValue.Unit.Canonical(
                            units.canonical(new Amount(BigDecimal.ONE, unit)).unit()));
        }
        NumberRange range = range(parameter, parts.getFirst(), UnaryOperator.identity());
        if (code.isEmpty()) {
            return new QuantityValue(range, new QuantityValue.Unit.Any());
        }
        return new QuantityValue(
                range,
                system.isEmpty() ? new QuantityValue.Unit.Shown(code) : new QuantityValue.Unit.Coded(system, code));
    }

    private static NumberRange range(SearchParameter parameter, String value, UnaryOperator<BigDecimal> converted) {
        Prefix prefix = Prefix.begins(value) ? Prefix.of(value).orElseThrow(() -> unreadable(parameter)) : Prefix.EQ;
        String text = Prefix.begins(value) ? value.substring(2) : value;
        if (!NUMBER.matcher(text).matches()) {
            throw unreadable(parameter);
        }
        return NumberRange.of(prefix, new BigDecimal(text), converted);
    }

    private static RuntimeException unreadable(SearchParameter parameter) {
        return TermParser.invalid(
                parameter.name(),
                "a number such as 5.4 or 1.2e3, with a prefix of eq ne gt lt ge le sa eb ap if need be",
                "数值，如 5.4 或 1.2e3，可带前缀 eq ne gt lt ge le sa eb ap");
    }
}
