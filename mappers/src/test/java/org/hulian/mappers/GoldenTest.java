package org.hulian.mappers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hulian.mappers.trace.MapReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole report of a message, as it is; rewritten only with -Dgolden.update. */
class GoldenTest {

    private static final Path ROOT = Path.of("src/test/resources/golden/hl7v2");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.list(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void mapsTheMessageAsItsGoldenFileSays(Path file) throws IOException {
        MappingResult result =
                TestSenders.MAPPER.map(TestSenders.message(Files.readAllBytes(file)), TestSenders.SECOND);
        String line = MapReport.line(file.getFileName().toString(), result)
                .replaceAll("(\\|\\d+\\.\\d+\\.\\d+\\+)[0-9a-f]{8}\"", "$1definitions\"");
        String pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(line)) + "\n";

        Path golden = Path.of(file.toString().replace(".hl7", ".json"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, pretty);
        }

        assertThat(pretty).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
    }
}
