package org.hulian.terminology.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.hulian.terminology.compare.Comparability.Convertible;
import org.hulian.terminology.compare.Comparability.Equal;
import org.hulian.terminology.compare.Comparability.NotComparable;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.UcumUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private final Comparison comparison = Comparison.load();

    @Test
    void convertsGlucoseAsTheContractSays() {
        Amount amount = Amount.of("100", "mg/dL");

        Comparability how = comparison.between(amount.unit(), new UcumUnit("mmol/L"), "2345-7");

        assertThat(how.apply(amount, new UcumUnit("mmol/L"))).hasValue(Amount.of("5.551", "mmol/L"));
        assertThat(how).isInstanceOfSatisfying(Convertible.class, convertible -> {
            assertThat(convertible.rule().shown()).isEqualTo("0.0555074490997");
            assertThat(convertible.basis()).isEqualTo("molar mass 180.156 g/mol of glucose");
        });
    }

    /** Factors as published for SI conversion; sources in the file. */
    @ParameterizedTest
    @CsvFileSource(resources = "published-factors.csv", numLinesToSkip = 2)
    void agreesWithPublishedFactors(String loinc, String from, String to, BigDecimal published) {
        Comparability how = comparison.between(new UcumUnit(from), new UcumUnit(to), loinc);

        assertThat(how).isInstanceOfSatisfying(Convertible.class, convertible -> {
            BigDecimal ratio = convertible.rule().factor().divide(published, java.math.MathContext.DECIMAL64);
            assertThat(ratio).isBetween(new BigDecimal("0.992"), new BigDecimal("1.008"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "4548-4, 6.5, %, mmol/mol, 48", "59261-8, 48, mmol/mol, %, 6.54", "4548-4, 7.0, %, mmol/mol, 53",
        "2951-2, 140, meq/L, mmol/L, 140", "2000-8, 5.0, meq/L, mmol/L, 2.5", "17861-6, 10.0, mg/dL, meq/L, 4.990",
        "9318-7, 30, mg/g, mg/mmol, 3.394", "718-7, 14.2, g/dL, mmol/L, 8.812", "1742-6, 35, U/L, ukat/L, 0.5833",
        "2345-7, 5.6, mmol/L, mg/dL, 100.9", "3016-3, 2.5, u[IU]/mL, m[IU]/L, 2.5"
    })
    void convertsByChargeRelationAndMolarMass(String loinc, String value, String from, String to, String expected) {
        Comparability how = comparison.between(new UcumUnit(from), new UcumUnit(to), loinc);

        assertThat(how.apply(Amount.of(value, from), new UcumUnit(to)))
                .hasValueSatisfying(
                        amount -> assertThat(amount.value().toPlainString()).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "mg/dL, mmol/L, , analyte-needed",
        "mg/dL, mmol/L, 3016-3, unknown-analyte",
        "[IU]/L, U/L, 1742-6, arbitrary-unit",
        "[IU]/mL, ng/mL, 2857-1, arbitrary-unit",
        "[arb'U]/mL, [IU]/mL, , arbitrary-unit",
        "%, mmol/mol, , ratio-kind",
        "mg/dL, s, 2345-7, different-dimension",
        "mg/dl., mmol/L, 2345-7, unknown-unit",
        "mmol/L, 10*9/L, , different-dimension",
        "meq/L, mmol/L, 2345-7, no-charge",
        "meq/L, mg/L, 33037-3, no-molar-mass"
    })
    void refusesWithAReasonInBothLanguages(String from, String to, String loinc, String code) {
        Comparability how = comparison.between(new UcumUnit(from), new UcumUnit(to), loinc);

        assertThat(how).isInstanceOfSatisfying(NotComparable.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(code);
            assertThat(refused.reason().en()).isNotBlank().doesNotContain("{");
            assertThat(refused.reason().zh()).isNotBlank().doesNotContain("{");
        });
        assertThat(how.apply(Amount.of("1", from), new UcumUnit(to))).isEmpty();
    }

    @Test
    void saysEqualWhenOnlyTheSpellingDiffers() {
        assertThat(comparison.between(new UcumUnit("mg/dL"), new UcumUnit("mg/dl"), null))
                .isEqualTo(new Equal());
        assertThat(comparison.between(new UcumUnit("10*9/L"), new UcumUnit("10*3/uL"), null))
                .isEqualTo(new Equal());
    }

    /** Converting back returns what was sent, whatever the analyte and the digits sent. */
    @Test
    void convertingBackReturnsWhatWasSentSeed20251() {
        java.util.Random random = new java.util.Random(20251);
        for (Analyte analyte : Analytes.bundled().all()) {
            if (analyte.molarMass() == null || analyte.id().endsWith("ratio")) {
                continue;
            }
            UcumUnit mass = new UcumUnit("mg/dL");
            UcumUnit moles = new UcumUnit("umol/L");
            String loinc = analyte.loinc().getFirst();
            for (int i = 0; i < 20; i++) {
                BigDecimal sent =
                        new BigDecimal(java.math.BigInteger.valueOf(1 + random.nextInt(9999)), random.nextInt(4));
                Amount there = comparison
                        .between(mass, moles, loinc)
                        .apply(new Amount(sent, mass), moles)
                        .orElseThrow();
                Amount back = comparison
                        .between(moles, mass, loinc)
                        .apply(there, mass)
                        .orElseThrow();

                assertThat(back.value().setScale(sent.scale(), java.math.RoundingMode.HALF_UP))
                        .isEqualTo(sent);
            }
        }
    }
}
