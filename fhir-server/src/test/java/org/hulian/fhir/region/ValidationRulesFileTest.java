package org.hulian.fhir.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hulian.fhir.region.ValidationRules.Demand;
import org.hulian.fhir.region.ValidationRules.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationRulesFileTest {
    private static final Institutions INSTITUTIONS = new Institutions(List.of(
            new Institution(1, "city-first", "一", "First", "tertiary", "hospital", null),
            new Institution(4, "riverside", "四", "Riverside", "community", "community", null)));

    @TempDir
    Path folder;

    @Test
    void theFirstRuleThatFitsDecides() throws IOException {
        ValidationRules rules = read("""
                default: off
                rules:
                  - { senders: [riverside], types: [Patient], level: profile, profiles: ["http://x.org/P"] }
                  - { senders: [riverside], level: base }
                """);

        assertThat(rules.of("riverside", "Patient")).isEqualTo(new Demand(Level.PROFILE, List.of("http://x.org/P")));
        assertThat(rules.of("riverside", "Observation").level()).isEqualTo(Level.BASE);
        assertThat(rules.of("city-first", "Patient").level()).isEqualTo(Level.OFF);
        assertThat(rules.needsValidator()).isTrue();
    }

    @Test
    void aRegionWithoutTheFileDemandsNothing() {
        assertThat(ValidationRulesFile.read(folder.resolve("validation.yaml"), INSTITUTIONS)
                        .needsValidator())
                .isFalse();
    }

    @Test
    void theDemoRegionIsInOrder() {
        Path region = Path.of("../src/demo/region");

        ValidationRules rules = ValidationRulesFile.read(
                region.resolve("validation.yaml"), InstitutionsFile.read(region.resolve("institutions.yaml")));

        assertThat(rules.of("city-first", "Observation").level()).isEqualTo(Level.OFF);
    }

    @Test
    void namesFileAndLineOfAMistake() {
        assertThatThrownBy(() -> read("default: off\nrules:\n  - { senders: [nobody], level: base }\n"))
                .isInstanceOf(RegionFault.class)
                .hasMessageContaining("validation.yaml:3: no institution of the region: nobody");
        assertThatThrownBy(() -> read("default: strict\n")).hasMessageContaining(":1: one of [base, off, profile]");
        assertThatThrownBy(() -> read("default: off\nrules:\n  - { types: [Patients], level: base }\n"))
                .hasMessageContaining("no resource type of R4: Patients");
        assertThatThrownBy(() -> read("default: off\nrules:\n  - { type: [Patient], level: base }\n"))
                .hasMessageContaining("not type");
        assertThatThrownBy(() -> read("default: off\nrules:\n  - { level: profile, profiles: [\"http://x.org/P\"] }\n"))
                .hasMessageContaining("names one type");
    }

    private ValidationRules read(String yaml) throws IOException {
        Path file = folder.resolve("validation.yaml");
        Files.writeString(file, yaml);
        return ValidationRulesFile.read(file, INSTITUTIONS);
    }
}
