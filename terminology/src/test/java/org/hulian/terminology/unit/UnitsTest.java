package org.hulian.terminology.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    private final Units units = Units.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mg/dL",
                "mmol/L",
                "10*9/L",
                "10^9/L",
                "/uL",
                "%",
                "[IU]/L",
                "m[IU]/L",
                "mm[Hg]",
                "Cel",
                "[pH]",
                "{INR}",
                "mL/min/{1.73_m2}",
                "g/(24.h)",
                "kg.m/s2",
                "10*-7.s",
                "meq/L",
                "[arb'U]/mL",
                "/[HPF]",
                "mmol/mol",
                "1"
            })
    void knowsTheUnitsLaboratoriesUse(String code) {
        assertThat(units.isValid(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mg/dl ",
                "IU/L",
                "mmHg",
                "μmol/L",
                "mg//dL",
                "mg.",
                "(mg",
                "mg)",
                "{mg",
                "mg{a{b}}",
                "0.g",
                "2m",
                "m999",
                "10*100",
                "1234567890",
                "[in_i",
                "kkg"
            })
    void refusesWhatIsNotUcum(String code) {
        assertThat(units.isValid(code)).isFalse();
    }

    @Test
    void answersHostileCodesAtOnce() {
        assertThat(units.isValid("10*999999999")).isFalse();
        assertThat(units.isValid("(".repeat(100_000))).isFalse();
        assertThat(units.isValid("[pi]99".repeat(1_000))).isFalse();
        assertThat(units.isValid(String.join(".", java.util.Collections.nCopies(18, "[pi]99"))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "100, mg/dL, g/L, 1.00",
        "5.0, g, mg, 5000",
        "7.35, 10*9/L, /uL, 7350",
        "120, mm[Hg], kPa, 16.00",
        "36.6, Cel, [degF], 97.9",
        "98.6, [degF], Cel, 37.0",
        "30, U/L, ukat/L, 0.50",
        "0, mg/dL, mg/mL, 0.00",
        "12.50, mg/dL, mg/dL, 12.50",
        "6.30, [in_i], m, 0.1600",
        "180, [lb_av], kg, 81.65",
        "120, min, h, 2.00",
        "1, [degF], [degF], 1"
    })
    void convertsAndKeepsASensibleNumberOfDigits(String value, String from, String to, String expected) {
        Conversion conversion = units.convert(Amount.of(value, from), new UcumUnit(to));

        assertThat(conversion)
                .isInstanceOfSatisfying(
                        Conversion.Converted.class,
                        converted -> assertThat(converted.amount().value().toPlainString())
                                .isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "mmol/L, mg/dL",
        "mmol/L, 10*9/L",
        "meq/L, mmol/L",
        "[IU]/L, U/L",
        "[IU]/L, [arb'U]/L",
        "[pH], mol/L",
        "m, s"
    })
    void neverEquatesDifferentKindsOfAmount(String from, String to) {
        Conversion conversion = units.convert(Amount.of("1", from), new UcumUnit(to));

        assertThat(conversion).isInstanceOf(Conversion.Incommensurable.class);
    }

    @Test
    void namesTheUnitThatIsNotUcum() {
        assertThat(units.convert(Amount.of("1", "mg/dL"), new UcumUnit("gm/L")))
                .isEqualTo(new Conversion.UnknownUnit("gm/L"));
        assertThatThrownBy(() -> units.canonical(Amount.of("1", "gm/L"))).hasMessageContaining("gm/L");
    }

    @Test
    void givesEqualAmountsTheSameCanonicalForm() {
        assertThat(units.canonical(Amount.of("100", "mg/dL"))).isEqualTo(units.canonical(Amount.of("1.00", "g/L")));
        assertThat(units.canonical(Amount.of("7.5", "10*9/L"))).isEqualTo(units.canonical(Amount.of("7500", "/uL")));
        assertThat(units.canonical(Amount.of("60", "/min"))).isEqualTo(units.canonical(Amount.of("1", "/s")));
        assertThat(units.canonical(Amount.of("1", "mmol/L")).unit()).isEqualTo("m-3.mol");
    }

    @Test
    void answersTheSameFromManyThreads() {
        long valid = IntStream.range(0, 2_000)
                .parallel()
                .filter(i -> units.isValid("m" + i % 200) == (i % 200 < 100))
                .count();

        assertThat(valid).isEqualTo(2_000);
    }
}
