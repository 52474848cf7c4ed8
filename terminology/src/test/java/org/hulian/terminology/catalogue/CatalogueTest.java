package org.hulian.terminology.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hulian.terminology.code.Loinc;
import org.hulian.terminology.compare.Comparability;
import org.hulian.terminology.compare.Equivalence;
import org.hulian.terminology.compare.Measured;
import org.hulian.terminology.unit.Units;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    /** What values of a LOINC property are measured in; renin activity is a mass generated per time. */
    private static final Map<String, Set<String>> DIMENSIONS = Map.of(
            "SCnc", Set.of("m-3.mol"),
            "MCnc", Set.of("g.m-3"),
            "NCnc", Set.of("m-3"),
            "CCnc", Set.of("m-3.mol.s-1", "g.m-3.s-1"),
            "MRat", Set.of("g.s-1"),
            "NFr", Set.of("1"),
            "MFr", Set.of("1"),
            "Time", Set.of("s"),
            "EntVol", Set.of("m3"),
            "EntMass", Set.of("g"));

    private final Catalogue catalogue = Catalogue.bundled();

    @Test
    void coversAtLeastThreeHundredLaboratoryItemsAndSixtyExaminations() {
        assertThat(catalogue.laboratory()).hasSizeGreaterThanOrEqualTo(300);
        assertThat(catalogue.examinations()).hasSizeGreaterThanOrEqualTo(60).allMatch(Examination::imagesNeeded);
        assertThat(catalogue.item("14749-6")).isEqualTo(catalogue.item("2345-7"));
        assertThat(catalogue.item("1558-6")).isNotEqualTo(catalogue.item("2345-7"));
    }

    @Test
    void namesEveryItemInBothLanguages() {
        assertThat(catalogue.laboratory())
                .allSatisfy(item -> assertThat(item.en()).matches("\\p{ASCII}+"))
                .allSatisfy(item -> assertThat(item.zh()).isNotBlank())
                .allSatisfy(item -> assertThat(item.validity()).isPositive());
        assertThat(catalogue.laboratory()).extracting(LaboratoryItem::zh).doesNotHaveDuplicates();
        assertThat(catalogue.laboratory()).extracting(LaboratoryItem::en).doesNotHaveDuplicates();
        assertThat(catalogue.examinations()).extracting(Examination::zh).doesNotHaveDuplicates();
    }

    @Test
    void givesEveryTermAUnitOfItsProperty() {
        for (LaboratoryItem item : catalogue.laboratory()) {
            for (LaboratoryTerm term : item.terms()) {
                if (DIMENSIONS.containsKey(term.property())) {
                    String dimension = Units.load()
                            .dimension(Objects.requireNonNull(term.unit()))
                            .orElseThrow()
                            .toString();

                    assertThat(DIMENSIONS.get(term.property()))
                            .as("%s %s %s", item.id(), term.loinc(), term.property())
                            .contains(dimension);
                }
            }
        }
    }

    @Test
    void saysOfEveryItemAllThatRecognitionNeeds() {
        assertThat(catalogue.laboratory()).allSatisfy(item -> {
            assertThat(item.specimen()).isNotBlank();
            assertThat(item.timing()).isNotBlank();
            assertThat(item.category()).isNotBlank();
            assertThat(item.scale()).isIn("Qn", "Ord", "Nom", "SemiQn");
            assertThat(item.terms()).isNotEmpty().allSatisfy(term -> {
                assertThat(Loinc.hasValidCheckDigit(term.loinc()))
                        .as(term.loinc())
                        .isTrue();
                assertThat(term.property()).isNotBlank();
                assertThat(term.unit() != null)
                        .as(term.loinc())
                        .isEqualTo(item.scale().equals("Qn"));
            });
        });
        assertThat(catalogue.examinations()).allSatisfy(examination -> {
            assertThat(examination.modality()).isNotBlank();
            assertThat(examination.body()).isNotBlank();
            assertThat(examination.validity()).isPositive();
            assertThat(examination.loinc() == null || Loinc.hasValidCheckDigit(examination.loinc()))
                    .as(examination.id())
                    .isTrue();
        });
    }

    /** By UCUM, or by a molar mass, charge or published relation where the terms are of different properties. */
    @Test
    void convertsBetweenAllTermsOfAnItem() {
        Equivalence equivalence = Equivalence.load();
        int converted = 0;
        for (LaboratoryItem item : catalogue.laboratory()) {
            for (LaboratoryTerm one : item.terms()) {
                for (LaboratoryTerm other : item.terms()) {
                    if (one.unit() != null && other.unit() != null && !item.methodBound()) {
                        Comparability comparability = equivalence.between(
                                new Measured(one.loinc(), one.unit(), null),
                                new Measured(other.loinc(), other.unit(), null));

                        assertThat(comparability)
                                .as("%s: %s to %s", item.id(), one.loinc(), other.loinc())
                                .isNotInstanceOf(Comparability.NotComparable.class);
                        converted += comparability instanceof Comparability.Convertible ? 1 : 0;
                    }
                }
            }
        }
        assertThat(converted).isGreaterThan(50);
    }

    @Test
    void namesTheLineOfEveryMistake() {
        String laboratory = """
                items:
                  - {id: a, zh: 甲, en: A, analyte: a, category: c, specimen: Bld, timing: Pt, scale: Qn, validity: P1D,
                     terms: [{loinc: 2345-6, property: MCnc, unit: mg/dl.}]}
                  - {id: a, zh: 甲, en: A, analyte: a, category: c, specimen: Bld, timing: Pt, scale: Ord, validity: soon,
                     terms: [{loinc: 2345-7, property: PrThr, unit: mg/dL}]}
                """;
        String examinations = "items:\n  - {id: x, loinc: 24725-5}\n";

        assertThatThrownBy(() -> Catalogue.read("l.yaml", bytes(laboratory), "e.yaml", bytes(examinations)))
                .hasMessageContaining("l.yaml:3: items[0].terms[0].loinc: 2345-6 is no LOINC number")
                .hasMessageContaining("l.yaml:3: items[0].terms[0].unit: mg/dl. is no UCUM unit")
                .hasMessageContaining("l.yaml:4: items[1].id: a is listed twice")
                .hasMessageContaining("l.yaml:5: items[1].terms[0].unit: a unit goes with scale Qn")
                .hasMessageContaining("l.yaml:4: items[1]: Text cannot be parsed")
                .hasMessageContaining("e.yaml:2: items[0].loinc: 24725-5 is no LOINC number")
                .hasMessageContaining("e.yaml:2: items[0]: zh is required");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
