package org.hulian.fhir.validate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.smallrye.mutiny.Uni;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.utilities.OIDUtilities;
import org.hulian.fhir.testing.OfficialExamples;
import org.junit.jupiter.api.Test;

/** What the validator says of HL7's own examples. */
class OfficialExamplesValidationTest {
    /** Most break rules made after R4, such as that a canonical URL must be absolute. */
    private static final int BROKEN = 73;

    /** What is found by the definitions with all their texts. */
    private static final Map<Finding.Severity, Integer> ALL =
            Map.of(Finding.Severity.ERROR, 130, Finding.Severity.WARNING, 1_289, Finding.Severity.INFORMATION, 70);

    @Test
    void fewOfficialExamplesHaveErrorsAndTheRulesTheyBreakAreKnown() throws IOException {
        List<Path> files = OfficialExamples.files();
        Map<String, Integer> rules = new TreeMap<>();
        Map<Finding.Severity, Integer> severities = new TreeMap<>();
        TreeSet<String> refused = new TreeSet<>();
        int checked = 0;

        try (ResourceValidator validator =
                new ResourceValidator(FhirContext.forR4Cached(), new NoDefinitions(), 1, 1, 8 << 20)) {
            for (Path file : files) {
                List<Finding> findings = validator
                        .check(Files.readAllBytes(file), List.of())
                        .await()
                        .atMost(Duration.ofMinutes(2));
                checked++;
                for (Finding finding : findings) {
                    severities.merge(finding.severity(), 1, Integer::sum);
                    if (finding.severity() == Finding.Severity.ERROR) {
                        refused.add(file.getFileName().toString());
                        rules.merge(finding.rule(), 1, Integer::sum);
                    }
                }
            }
        }

        System.out.printf(
                "official examples: %d validated, %d with errors; findings %s; errors by rule %s%n",
                checked, refused.size(), severities, rules);
        assertThat(checked).isGreaterThan(300);
        assertThat(refused).hasSizeLessThanOrEqualTo(BROKEN);
        assertThat(severities)
                .as("as with definitions that nothing was left out of")
                .isEqualTo(ALL);
    }

    @Test
    void theRegistryOfOidsIsShadowed() throws IOException {
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(OIDUtilities.class.getResourceAsStream("/oidregistry.csv")),
                StandardCharsets.UTF_8))) {
            assertThat(table.lines()).hasSize(1);
        }
    }

    /** Nothing was uploaded. */
    private record NoDefinitions() implements DefinitionSource {
        @Override
        public Uni<List<byte[]>> byUrl(String type, String url) {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<String> state() {
            return Uni.createFrom().item("");
        }
    }
}
