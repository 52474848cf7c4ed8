package org.hulian.terminology.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hulian.terminology.load.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggesterTest {
    private static final Suggester BUNDLED = Suggester.bundled();

    @ParameterizedTest
    @CsvSource({
        "Sodium, Blood, mEq/L, Chemistry, 2951-2",
        "Potassium, Serum, mmol/L, '', 2823-3",
        "Creatinine, Blood, mg/dL, Chemistry, 2160-0",
        "WBC, Blood, K/uL, Hematology, 6690-2",
        "Hgb, Whole blood, g/dL, Hematology, 718-7",
        "谷丙转氨酶, 血清, U/L, '', 1742-6",
        "促甲状腺激素, 血清, mIU/L, '', 3016-3",
        "INR(PT), Blood, '', Hematology, 6301-6",
        "Glucose, CSF, mg/dL, Chemistry, 2342-4"
    })
    void ranksTheTermOfACommonTestFirst(String label, String specimen, String unit, String category, String loinc) {
        LocalTest test = new LocalTest("1", label, specimen, unit, category);

        assertThat(BUNDLED.suggest(test)).first().extracting(Proposal::loinc).isEqualTo(loinc);
    }

    @Test
    void givesTenRanksAtMostWithFallingScores() {
        List<Proposal> proposals = BUNDLED.suggest(new LocalTest("1", "Glucose", "", "", ""));

        assertThat(proposals)
                .hasSizeLessThanOrEqualTo(10)
                .extracting(Proposal::rank)
                .startsWith(1, 2, 3);
        assertThat(proposals)
                .extracting(Proposal::score)
                .isSortedAccordingTo((left, right) -> Double.compare(right, left));
    }

    @Test
    void namesAUnitThatContradictsTheProperty() {
        List<Proposal> proposals = BUNDLED.suggest(new LocalTest("1", "Cholesterol", "Serum", "mmol/L", "Chemistry"));

        assertThat(proposals)
                .filteredOn(proposal -> proposal.loinc().equals("2093-3"))
                .singleElement()
                .satisfies(mass -> {
                    assertThat(mass.evidence()).contains("LOINC says MCnc, the unit is mmol/L");
                    assertThat(mass.decision()).isEqualTo(Decision.REVIEW);
                });
    }

    @Test
    void proposesNothingForAWordItDoesNotKnow() {
        assertThat(BUNDLED.suggest(new LocalTest("1", "qqqq", "Blood", "", ""))).isEmpty();
    }

    @Test
    void learnsWhatALabelOfTheSenderMeans() {
        LocalTest zork = new LocalTest("1", "zork", "Blood", "mg/dL", "Chemistry");

        Suggester learned = BUNDLED.learning(
                List.of(new KnownMapping(new LocalTest("9", "zork", "Blood", "mg/dL", "Chemistry"), "2160-0")));

        assertThat(BUNDLED.suggest(zork)).isEmpty();
        assertThat(learned.suggest(zork)).extracting(Proposal::loinc).contains("2160-0");
    }

    @Test
    void readsBackTheWeightsItSaves() {
        LocalTest test = new LocalTest("1", "Ferritin", "Blood", "ng/mL", "Chemistry");

        Suggester read = Suggester.withWeights("saved", BUNDLED.weightsText());

        assertThat(read.suggest(test)).isEqualTo(BUNDLED.suggest(test));
    }

    @Test
    void readsQuotedCellsAndColumnsInAnyOrder() {
        List<LocalTest> tests =
                LocalTestTable.tests("a.csv", "fluid,id,label\r\nUrine,7,\"Protein, \"\"24 hr\"\"\"\r\n");

        assertThat(tests).containsExactly(new LocalTest("7", "Protein, \"24 hr\"", "Urine", "", ""));
    }

    @Test
    void refusesATableWithoutLabels() {
        assertThatThrownBy(() -> LocalTestTable.tests("a.csv", "id,name\n1,x\n"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("a column label is needed");
    }
}
