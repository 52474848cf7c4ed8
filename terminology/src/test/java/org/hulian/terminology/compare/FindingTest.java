package org.hulian.terminology.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.hulian.terminology.unit.Amount;
import org.hulian.terminology.unit.UcumUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
    private static final UcumUnit MOLES = new UcumUnit("mmol/L");

    private final Comparison comparison = Comparison.load();

    @ParameterizedTest
    @CsvSource({
        "100, 70, 99, , H, 5.551, 3.886, 5.495",
        "99, 70, 99, H, N, 5.495, 3.886, 5.495",
        "40, 70, 99, LL, LL, 2.220, 3.886, 5.495",
        "40, 70, 99, HH, L, 2.220, 3.886, 5.495",
        "450, 70, 99, HH, HH, 24.98, 3.886, 5.495",
        "85, 70, 99, N, N, 4.718, 3.886, 5.495",
        "85, , 99, , N, 4.718, , 5.495",
        "60, , 99, L, N, 3.330, , 5.495",
        "85, , , A, A, 4.718, ,"
    })
    void convertsTheRangeAndDerivesTheInterpretationAgain(
            BigDecimal value,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable String sent,
            String derived,
            BigDecimal converted,
            @Nullable BigDecimal convertedLow,
            @Nullable BigDecimal convertedHigh) {
        UcumUnit mass = new UcumUnit("mg/dL");
        Finding finding = new Finding(new Amount(value, mass), low, high, sent);

        assertThat(finding.in(MOLES, comparison.between(mass, MOLES, "2345-7")))
                .hasValue(new Finding(new Amount(converted, MOLES), convertedLow, convertedHigh, derived));
    }

    @Test
    void saysNothingWhenTheValuesAreNotComparable() {
        UcumUnit arbitrary = new UcumUnit("[IU]/mL");
        Finding finding = new Finding(new Amount(BigDecimal.ONE, arbitrary), null, null, null);

        assertThat(finding.in(MOLES, comparison.between(arbitrary, MOLES, "2345-7")))
                .isEmpty();
    }
}
