package org.hulian.terminology.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeighingTest {
    private final Weighing weighing = new Weighing(Suggester.bundled());

    @Test
    void saysWhenLoincMeansMassAndTheUnitIsOfSubstance() {
        Weighed mass = weighing.judged(test("葡萄糖", "mmol/L"), "2345-7", Circumstances.NONE);

        assertThat(mass.contradictions())
                .extracting(Contradiction::en)
                .containsExactly("LOINC says MCnc, the unit is mmol/L");
        assertThat(mass.contradictions()).extracting(Contradiction::zh).allMatch(zh -> zh.contains("mmol/L"));
        assertThat(weighing.judged(test("葡萄糖", "mmol/L"), "14749-6", Circumstances.NONE)
                        .contradictions())
                .isEmpty();
    }

    @Test
    void usualNumbersSpeakForATermAndNumbersOfAnotherOrderAgainstIt() {
        Circumstances usual = values("4.8", "5.6", "6.0", "7.9");
        Circumstances unusual = values("480", "560", "600");

        assertThat(weighing.judged(test("葡萄糖", "mmol/L"), "14749-6", usual).evidence())
                .anyMatch(sentence -> sentence.startsWith("the middle of 4 values, 6.0 mmol/L, agrees"));
        assertThat(weighing.judged(test("葡萄糖", "mmol/L"), "14749-6", unusual).contradictions())
                .hasSize(1);
    }

    @Test
    void whatAnotherSenderCallsTheSameRisesToTheTop() {
        LocalTest odd = test("特殊项目甲", "mmol/L");
        Circumstances decided =
                new Circumstances(List.of(), Set.of(), List.of(new KnownMapping(test("特殊项目甲", "mmol/L"), "14749-6")));

        assertThat(weighing.ranked(odd, decided).getFirst().loinc()).isEqualTo("14749-6");
        assertThat(weighing.ranked(odd, decided).getFirst().evidence())
                .contains("1 other mapping of this name in force say the same");
    }

    @Test
    void aTermTheSameMessagesCarryAlreadyFallsAndIsNeverSure() {
        Circumstances taken = new Circumstances(List.of(), Set.of("14749-6"), List.of());
        double alone = weighing.judged(test("葡萄糖", "mmol/L"), "14749-6", Circumstances.NONE)
                .score();

        Weighed second = weighing.judged(test("葡萄糖", "mmol/L"), "14749-6", taken);

        assertThat(second.score()).isLessThan(alone);
        assertThat(second.sure()).isFalse();
    }

    @Test
    void everyTypicalRangeIsOfAKnownTermAndInAUnitOfItsProperty() {
        TypicalRanges typical = TypicalRanges.load();
        List<String> codes = TableFile.resource("typical.tsv", 4).stream()
                .map(List::getFirst)
                .toList();

        assertThat(codes).doesNotHaveDuplicates().allMatch(Suggester.bundled()::knows);
        for (String code : codes) {
            TypicalRanges.Range range = typical.of(code).orElseThrow();
            assertThat(range.low()).as(code).isLessThan(range.high());
            assertThat(weighing.judged(test("x", range.unit().code()), code, Circumstances.NONE)
                            .contradictions())
                    .as(code + " in " + range.unit())
                    .isEmpty();
        }
    }

    private static LocalTest test(String label, String unit) {
        return new LocalTest("1", label, "", unit, "");
    }

    private static Circumstances values(String... values) {
        return new Circumstances(Stream.of(values).map(BigDecimal::new).toList(), Set.of(), List.of());
    }
}
