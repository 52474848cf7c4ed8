package org.hulian.fhir.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** HL7's example resources of R4, where they are at hand: the folder {@code hl7-r4-examples} of {@code shared.data}. */
public final class OfficialExamples {
    private OfficialExamples() {}

    /** Their files by name; without them the test is left out. */
    public static List<Path> files() throws IOException {
        Path folder = Path.of(System.getProperty("shared.data", "none"), "hl7-r4-examples");
        assumeTrue(Files.isDirectory(folder), "no official examples at " + folder);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
