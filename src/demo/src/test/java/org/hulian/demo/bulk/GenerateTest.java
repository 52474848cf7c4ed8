package org.hulian.demo.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.hulian.demo.fhir.LargeRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void writesExactlySoManyResourcesEachOnce() throws IOException {
        Map<String, byte[]> files = generated("a", "--resources=5000", "--file=200");
        Set<String> ids = new HashSet<>();

        for (String line : lines(files)) {
            JsonNode resource = JSON.readTree(line);
            ids.add(resource.path("resourceType").asText() + "/"
                    + resource.path("id").asText());
        }

        assertThat(ids).hasSize(5_000);
        assertThat(files.keySet())
                .contains(
                        "riverside/Patient-0001.ndjson",
                        "county-lab/Observation-0001.ndjson",
                        "county-lab/Observation-0002.ndjson");
    }

    @Test
    void theSameSeedAndNumberGiveTheSameBytes() throws IOException {
        Map<String, byte[]> once = generated("a", "--resources=3000", "--seed=42");
        Map<String, byte[]> again = generated("b", "--resources=3000", "--seed=42");
        Map<String, byte[]> other = generated("c", "--resources=3000", "--seed=43");

        assertThat(again).usingRecursiveComparison().isEqualTo(once);
        assertThat(String.join("", lines(other))).isNotEqualTo(String.join("", lines(once)));
    }

    @Test
    void packedFilesHoldTheSame() throws IOException {
        Map<String, byte[]> plain = generated("a", "--resources=500");
        Map<String, byte[]> packed = generated("b", "--resources=500", "--gzip");

        for (Map.Entry<String, byte[]> file : packed.entrySet()) {
            byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(file.getValue())).readAllBytes();
            assertThat(unpacked).isEqualTo(plain.get(file.getKey().replace(".gz", "")));
        }
    }

    @Test
    void oneResidentHasALargeRecordFromSixInstitutions() throws IOException {
        Map<String, byte[]> files = generated("a", "--resources=10000", "--large-record=3000");

        assertThat(files.entrySet().stream()
                        .filter(file -> file.getKey().endsWith("/Observation-0001.ndjson"))
                        .filter(file -> new String(file.getValue(), UTF_8).contains("Patient/" + LargeRecord.PATIENT)))
                .hasSize(6);
        assertThat(lines(files).stream()
                        .filter(line -> line.contains("\"Observation\"") && line.contains(LargeRecord.PATIENT)))
                .hasSizeGreaterThanOrEqualTo(3_000);
    }

    @Test
    void refusesAFolderThatIsNotEmpty() throws IOException {
        Files.writeString(folder.resolve("there"), "");

        assertThat(new CommandLine(new Generate()).execute("--resources=10", "--out=" + folder))
                .isEqualTo(2);
    }

    private Map<String, byte[]> generated(String name, String... options) throws IOException {
        Path out = folder.resolve(name);
        List<String> arguments =
                Stream.concat(Stream.of(options), Stream.of("--out=" + out)).toList();
        assertThat(new CommandLine(new Generate()).execute(arguments.toArray(String[]::new)))
                .isZero();
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static List<String> lines(Map<String, byte[]> files) {
        return files.values().stream()
                .flatMap(each -> new String(each, UTF_8).lines())
                .toList();
    }
}
