package org.hulian.security.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hulian.security.definition.DefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCategoriesTest {

    private static final String OBSERVATION_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category|";
    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode|";

    private final RecordCategories categories = RecordCategories.load();

    @ParameterizedTest
    @CsvSource({
        "Patient, 0", "Specimen, 1", "ImagingStudy, 2", "MedicationRequest, 4", "Condition, 5", "AllergyIntolerance, 6",
        "Immunization, 7", "Procedure, 8", "Encounter, 9", "DocumentReference, 10", "CarePlan, 11", "Task, 12",
        "QuestionnaireResponse, 13", "Device, 14", "Claim, 15", "Consent, 16", "Observation, 62", "Provenance, 62",
    })
    void goesByTypeWhenNoCategoryIsStated(String type, int bit) {
        assertThat(categories.categoryOf(type, List.of())).isEqualTo(1L << bit);
    }

    @ParameterizedTest
    @CsvSource({"laboratory, 1", "imaging, 2", "vital-signs, 3", "procedure, 8", "survey, 13", "social-history, 62"})
    void goesByTheCategoryOfAnObservation(String code, int bit) {
        assertThat(categories.categoryOf("Observation", List.of("http://x|y", OBSERVATION_CATEGORY + code)))
                .isEqualTo(1L << bit);
    }

    @Test
    void ignoresCategoriesOfTypesThatHaveTheirOwn() {
        assertThat(categories.categoryOf("Condition", List.of(OBSERVATION_CATEGORY + "laboratory")))
                .isEqualTo(1L << 5);
    }

    @Test
    void isOneBitWhateverTheOrder() {
        List<String> codes = List.of(OBSERVATION_CATEGORY + "vital-signs", OBSERVATION_CATEGORY + "laboratory");

        assertThat(categories.categoryOf("Observation", codes)).isEqualTo(1L << 1);
        assertThat(categories.categoryOf("Observation", codes.reversed())).isEqualTo(1L << 1);
    }

    @ParameterizedTest
    @CsvSource({
        "PSY, 1",
        "HIV, 2",
        "SEX, 4",
        "GDIS, 8",
        "ETH, 16",
        "SUD, 16",
        "SDV, 32",
        "unknown, 0",
    })
    void knowsTheSensitivityOfALabel(String label, int mask) {
        assertThat(categories.sensitivityOf(List.of(ACT_CODE + label))).isEqualTo(mask);
    }

    @ParameterizedTest
    @CsvSource({
        "http://hl7.org/fhir/sid/icd-10|F32.1, 1",
        "http://hl7.org/fhir/sid/icd-10|F10.2, 16",
        "http://hl7.org/fhir/sid/icd-10-cn|B20.000, 2",
        "http://hl7.org/fhir/sid/icd-10|Z21, 2",
        "http://hl7.org/fhir/sid/icd-10|E11.9, 0",
        "http://hl7.org/fhir/sid/icd-10|F, 0",
        "http://loinc.org|7917-8, 2",
        "http://loinc.org|14749-6, 0",
        "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|R, 32",
        "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|N, 0",
        "F32, 0",
        "'', 0",
    })
    void knowsTheSensitivityOfACode(String token, int mask) {
        assertThat(categories.sensitivityOf(List.of(token))).isEqualTo(mask);
    }

    @Test
    void gathersEverySensitivity() {
        assertThat(categories.sensitivityOf(List.of(ACT_CODE + "PSY", ACT_CODE + "HIV")))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            [{code: other, bit: 62}]                                            => c.yaml:1: category "demographics" is missing
            [{code: other, bit: 62}, {code: demographics, bit: 62}]             => c.yaml:1: bit 62 is given twice
            [{code: other, bit: 63}]                                            => c.yaml:1: expected a number from 0 to 62
            [{code: other, bit: 1, codings: [lab]}]                             => c.yaml:1: expected system|code: "lab"
            [{code: other, bit: 1, types: [A]}, {code: o, bit: 2, types: [A]}]  => c.yaml:1: "A" is given twice
            """)
    void namesFileAndLineOfAFault(String list, String message) {
        String yaml = "categories: " + list.strip() + "\nby-coding-types: []\nordinary-labels: []\nsensitivities: []";
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RecordCategories.load("c.yaml", new ByteArrayInputStream(bytes)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith(message);
    }
}
