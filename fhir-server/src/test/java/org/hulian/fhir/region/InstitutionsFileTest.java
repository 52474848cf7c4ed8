package org.hulian.fhir.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.hulian.mappers.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstitutionsFileTest {
    private static final String SECOND = """
            - number: 2
              code: city-second
              name: { zh: 市第二医院, en: City Second Hospital }
              level: secondary
              role: hospital
              sender:
                protocol: hl7v2
                charset: GB18030
                facility: [SECOND, CS2]
                identifierSystems: { MR: urn:mr, NI: urn:ni }
                localCodeSystem: http://hulian.org/fhir/codes/city-second
                timezone: Asia/Shanghai
            """;

    @TempDir
    Path folder;

    @Test
    void readsAnInstitutionWithItsSender() throws IOException {
        Institutions institutions = read(SECOND);

        Institution second = institutions.byFacility("CS2").orElseThrow();
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.zh()).isEqualTo("市第二医院");
        assertThat(second.sender())
                .isEqualTo(new Sender(
                        "city-second",
                        "GB18030",
                        ZoneId.of("Asia/Shanghai"),
                        Map.of("MR", "urn:mr", "NI", "urn:ni"),
                        "http://hulian.org/fhir/codes/city-second",
                        "city-second-units",
                        "city-second",
                        Set.of("SECOND", "CS2")));
        assertThat(institutions.byFacility("second")).isEmpty();
    }

    @Test
    void knowsTheNumberBehindAReference() throws IOException {
        Institutions institutions = read(SECOND);

        assertThat(institutions.numberOf("Organization/city-second")).isEqualTo(2);
        assertThat(institutions.numberOf("http://127.0.0.1:8080/fhir/Organization/city-second"))
                .isEqualTo(2);
        assertThat(institutions.numberOf("Organization/nowhere")).isNegative();
        assertThat(institutions.numberOf("Practitioner/city-second")).isNegative();
    }

    @Test
    void namesFileAndLineOfWhatIsWrong() {
        assertThatThrownBy(() -> read(SECOND.replace("GB18030", "GB-NONSENSE")))
                .hasMessageContaining("institutions.yaml:8: not a character set");
        assertThatThrownBy(() -> read(SECOND.replace("number: 2", "number: two")))
                .hasMessageContaining("institutions.yaml:1: a number is expected");
        assertThatThrownBy(() -> read(SECOND.replace("level: secondary", "level: great")))
                .hasMessageContaining("institutions.yaml:4: one of [community");
        assertThatThrownBy(() -> read(SECOND.replace("Asia/Shanghai", "Mars/Olympus")))
                .hasMessageContaining("institutions.yaml:12: not a time zone");
        assertThatThrownBy(() -> read(SECOND + SECOND)).hasMessageContaining(":13: number is taken already: 2");
        assertThatThrownBy(() -> read("- [")).hasMessageContaining("institutions.yaml:");
        assertThatThrownBy(() -> read("")).hasMessageContaining("a list of institutions is expected");
    }

    private Institutions read(String yaml) throws IOException {
        return InstitutionsFile.read(Files.writeString(folder.resolve("institutions.yaml"), yaml));
    }
}
