package org.hulian.mappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hulian.mappers.source.hl7v2.Hl7v2Batch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages nobody here wrote: those of supported types are accepted and come out as sound R4. Skips where the folder is absent. */
class CorpusTest {

    private static final Set<String> SUPPORTED = Set.of("ORU^R01", "ADT^A01", "ADT^A04", "ADT^A08");
    private static final Pattern REFERENCE = Pattern.compile("\"reference\":\"([A-Za-z]+)/([^\"]+)\"");

    @ParameterizedTest
    @CsvSource({"ms-fhir-converter, 10, 0", "reportstream-hl7-fhir-pairs, 170, 1"})
    void mapsEveryMessageOfASupportedType(String folder, int accepted, int refused) throws IOException {
        Path root = Path.of(System.getProperty("shared.data", "none"), folder);
        assumeThat(root).as("corpus " + folder).isDirectory();
        List<String> faults = new ArrayList<>();
        int done = 0;
        int failed = 0;

        for (Path file : files(root)) {
            for (byte[] message : Hl7v2Batch.split(Files.readAllBytes(file))) {
                MappingResult result = TestSenders.MAPPER.map(TestSenders.message(message), TestSenders.PLAIN);
                if (!SUPPORTED.contains(result.type())) {
                    continue;
                }
                if (result.bundle() == null) {
                    failed++;
                } else {
                    done++;
                    check(file, result.bundle(), result, faults);
                }
            }
        }

        assertThat(faults).isEmpty();
        assertThat(done).isGreaterThanOrEqualTo(accepted);
        assertThat(failed).as("results without a patient segment").isEqualTo(refused);
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
        }
    }

    private static void check(Path file, byte[] bytes, MappingResult result, List<String> faults) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        Set<String> present = new HashSet<>();
        try {
            Bundle bundle = parser.parseResource(Bundle.class, text);
            bundle.getEntry().forEach(entry -> present.add(entry.getRequest().getUrl()));
            if (present.size() != bundle.getEntry().size()) {
                faults.add(file + ": an id occurs twice");
            }
        } catch (RuntimeException e) {
            faults.add(file + ": " + e.getMessage());
        }
        REFERENCE.matcher(text).results().forEach(match -> {
            String target = match.group(1) + '/' + match.group(2);
            boolean outside = target.equals("Organization/plain") || target.startsWith("Binary/");
            if (!outside && !present.contains(target)) {
                faults.add(file + ": dangling " + target);
            }
        });
        Coverage coverage = result.coverage();
        if (coverage.populated() != coverage.mapped() + coverage.unmapped().size()) {
            faults.add(file + ": coverage does not add up");
        }
    }
}
