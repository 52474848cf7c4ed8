package org.hulian.fhir.recognition.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.recognition.CatalogueItem;
import org.hulian.fhir.recognition.Certificate;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.InstitutionsFile;
import org.hulian.terminology.catalogue.Catalogue;
import org.hulian.terminology.load.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionRulesTest {
    private static final Path DEMO = Path.of("../src/demo/region");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Catalogue CATALOGUE = Catalogue.bundled();

    @TempDir
    private Path region;

    @Test
    void readsTheDemoRegion() {
        RecognitionRules rules = RegionRules.read(DEMO, CATALOGUE, ZONE);

        assertThat(rules.items().values().stream()
                        .map(CatalogueItem::id)
                        .distinct()
                        .count())
                .isGreaterThanOrEqualTo(360);
        assertThat(rules.panels().get("24331-1")).containsExactly("14647-2", "14927-8", "14646-4", "22748-8");
        assertThat(rules.version()).startsWith("overrides 1, places 1, certificates 2026-11, panels 1, prices 1 (");
        assertThat(rules.price("glucose")).isEqualByComparingTo("5");
    }

    @Test
    void knowsAPriceAndAPlaceForEverythingTheDemoRegionRecognises() {
        RecognitionRules rules = RegionRules.read(DEMO, Catalogue.bundled(), ZONE);

        assertThat(rules.items().values())
                .allSatisfy(
                        item -> assertThat(rules.price(item.id())).as(item.id()).isPositive());
        assertThat(rules.certificates().keySet())
                .allSatisfy(laboratory -> assertThat(rules.places()).containsKey(laboratory));
    }

    @Test
    void namesOnlyInstitutionsOfTheDemoRegion() {
        Set<String> institutions = Set.copyOf(InstitutionsFile.read(DEMO.resolve("institutions.yaml")).all().stream()
                .map(Institution::code)
                .toList());

        RecognitionRules rules = RegionRules.read(DEMO, CATALOGUE, ZONE);

        assertThat(institutions).containsAll(rules.places().keySet());
        assertThat(institutions).containsAll(rules.certificates().keySet());
    }

    @Test
    void countsCertificatesByLocalDays() {
        Certificate lost = RegionRules.read(DEMO, CATALOGUE, ZONE).certificates().values().stream()
                .flatMap(List::stream)
                .filter(certificate -> certificate.item().equals("inr") && certificate.lost() != null)
                .findFirst()
                .orElseThrow();

        assertThat(lost.from()).isEqualTo(Instant.parse("2024-12-31T16:00:00Z"));
        assertThat(lost.to()).isEqualTo(Instant.parse("2026-12-31T16:00:00Z"));
        assertThat(lost.lost()).isEqualTo(Instant.parse("2026-04-19T16:00:00Z"));
    }

    @Test
    void appliesTheNegativeListAndFurtherCodes() {
        RecognitionRules rules = RegionRules.read(DEMO, CATALOGUE, ZONE);

        assertThat(rules.item("883-9").orElseThrow().excluded()).isTrue();
        assertThat(rules.item("29252-4").orElseThrow().id()).isEqualTo("ct-chest");
        assertThat(rules.item("14749-6").orElseThrow().codes()).contains("2345-7");
        assertThat(rules.item("14749-6").orElseThrow().specimens()).contains("SER");
    }

    @Test
    void recognisesNothingWithoutFiles() {
        RecognitionRules rules = RegionRules.read(region, CATALOGUE, ZONE);

        assertThat(rules.certificates()).isEmpty();
        assertThat(rules.places()).isEmpty();
        assertThat(rules.items()).isNotEmpty();
    }

    @Test
    void namesFileAndLineOfEverythingThatIsWrong() throws IOException {
        Path folder = Files.createDirectory(region.resolve("recognition"));
        Files.writeString(folder.resolve("places.yaml"), """
                version: "1"
                source: "test"
                places:
                  - {institution: one, level: 4, areas: {}}
                  - {institution: two, level: 1, areas: {TOWN: [x]}}
                  - {institution: three, level: 1, area: {}}
                """);
        Files.writeString(folder.resolve("certificates.yaml"), """
                version: "1"
                certificates:
                  - laboratory: nobody
                    scope: CITY
                    items: [no-such-item]
                    from: 2026-02-01
                    through: 2026-01-31
                """);
        Files.writeString(folder.resolve("panels.yaml"), """
                version: "1"
                source: "test"
                panels:
                  - {zh: 甲, en: A, codes: [x, x], components: [1-1]}
                """);

        List<String> expected = List.of(
                "places.yaml:4: places[0]: level must be 1, 2 or 3, not 4",
                "places.yaml:5: places[1]: TOWN is none of",
                "places.yaml:6: places[2].area: is none of",
                "certificates.yaml:1: : version and source are required",
                "certificates.yaml:3: certificates[0].laboratory: nobody has no place in places.yaml",
                "certificates.yaml:5: certificates[0].items: no-such-item is no item of the catalogue",
                "certificates.yaml:7: certificates[0].through: 2026-01-31 is before 2026-02-01",
                "panels.yaml:4: panels[0].components: 1-1 belongs to no item of the catalogue",
                "panels.yaml:4: panels[0].codes: x is listed twice");
        assertThatThrownBy(() -> RegionRules.read(region, CATALOGUE, ZONE))
                .isInstanceOf(InvalidDataException.class)
                .satisfies(thrown -> assertThat(expected)
                        .allSatisfy(line -> assertThat(thrown.getMessage()).contains(line)));
    }
}
