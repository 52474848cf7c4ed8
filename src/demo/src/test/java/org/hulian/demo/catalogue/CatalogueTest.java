package org.hulian.demo.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hulian.terminology.code.Loinc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    private static final Path REGION = Path.of("region");

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void everyLoincCodeHasItsCheckDigit() {
        Stream<String> analytes = catalogue.analytes().values().stream()
                .flatMap(one -> Stream.of(one.si().loinc(), one.conventional().loinc()));
        Stream<String> panels = catalogue.panels().stream().map(Panel::loinc).filter(code -> !code.isEmpty());
        Stream<String> exams = catalogue.exams().stream().map(Exam::loinc);

        assertThat(Stream.of(analytes, panels, exams).flatMap(codes -> codes))
                .hasSizeGreaterThan(90)
                .allMatch(Loinc::hasValidCheckDigit);
    }

    @Test
    void theRegionsConceptMapsKnowEveryTestCodeAndUnit() throws IOException {
        Map<String, String> first = targets("city-first");
        Map<String, String> second = targets("city-second");
        Map<String, String> firstUnits = targets("city-first-units");
        Map<String, String> secondUnits = targets("city-second-units");

        for (Analyte analyte : catalogue.analytes().values()) {
            assertThat(first)
                    .containsEntry(analyte.firstCode(), analyte.conventional().loinc());
            assertThat(second).containsEntry(analyte.secondCode(), analyte.si().loinc());
            assertThat(firstUnits)
                    .containsEntry(
                            analyte.conventional().unit(),
                            analyte.conventional().ucum());
            assertThat(secondUnits)
                    .containsEntry(analyte.si().unit(), analyte.si().ucum());
        }
    }

    @Test
    void namesTheSameResidentsAsTheLogins() throws IOException {
        JsonNode logins = new ObjectMapper(new YAMLFactory())
                .readTree(REGION.resolve("logins.yaml").toFile());
        Set<String> expected = new HashSet<>();
        for (JsonNode login : logins) {
            if (login.has("patient")) {
                expected.add(
                        login.get("login").asText() + " " + login.get("patient").asText() + " "
                                + login.get("name").get("zh").asText());
            }
        }

        assertThat(catalogue.named())
                .extracting(one -> one.login() + " " + one.patientId() + " "
                        + one.surname().simplified() + one.given().simplified())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Known answers from the published factors: glucose 18.016, creatinine 88.4, cholesterol 38.67, NGSP equation. */
    @ParameterizedTest
    @CsvSource({
        "glucose, 5.551, 100",
        "creatinine, 88.4, 1.00",
        "cholesterol, 5.17, 200",
        "triglyceride, 1.129, 100",
        "urate, 356.9, 6.0",
        "calcium, 2.495, 10.0",
        "hba1c, 53, 7.0",
        "hemoglobin, 140, 14.0",
        "ft4, 12.87, 1.00",
        "bilirubin-total, 17.1, 1.00"
    })
    void convertsToConventionalUnits(String analyte, double si, BigDecimal conventional) {
        assertThat(Objects.requireNonNull(catalogue.analytes().get(analyte)).inConventional(si))
                .isEqualTo(conventional);
    }

    @Test
    void theCheckerNamesFileAndLine() {
        assertThatThrownBy(() -> CsvTable.parse("panels.csv", "a,b\n1,2\n3"))
                .hasMessage("panels.csv:3: has 1 cells, the header 2");
        CsvTable table = CsvTable.parse("panels.csv", "a,b\nx,2");
        assertThatThrownBy(() -> table.rows().getFirst().number("a"))
                .hasMessage("panels.csv:2: column a is not a number");
    }

    private static Map<String, String> targets(String map) throws IOException {
        JsonNode concepts = new ObjectMapper()
                .readTree(REGION.resolve("codes").resolve(map + ".json").toFile());
        Map<String, String> targets = new HashMap<>();
        for (JsonNode group : concepts.get("group")) {
            for (JsonNode element : group.get("element")) {
                targets.put(
                        element.get("code").asText(),
                        element.path("target").path(0).path("code").asText());
            }
        }
        return targets;
    }
}
