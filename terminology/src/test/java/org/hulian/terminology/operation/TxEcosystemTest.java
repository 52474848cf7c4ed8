package org.hulian.terminology.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hulian.terminology.load.Located;
import org.hulian.terminology.load.LocatedReader;
import org.junit.jupiter.api.Test;

/**
 * The general suites of HL7's terminology server tests, https://github.com/HL7/fhir-tx-ecosystem-ig, as far as their
 * files are there; what is not met stands in one file with its reason.
 */
class TxEcosystemTest {
    private static final String EXCLUSIONS = "tx-ecosystem-exclusions.yaml";

    @Test
    void answersTheGeneralSuitesAsTheyExpect() throws IOException {
        Path folder = Path.of(System.getProperty("shared.data", "absent"), "tx-ecosystem/tests");
        assumeTrue(Files.exists(folder.resolve("test-cases.json")), "skipped: tx-ecosystem is not at " + folder);
        TxSuite suite = new TxSuite(folder);
        Map<String, String> excluded = exclusions();

        List<String> failed = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        int passed = 0;
        for (TxSuite.Case one : suite.cases()) {
            Optional<String> difference = suite.run(one);
            if (excluded.remove(one.name()) != null) {
                difference.ifPresentOrElse(expected -> {}, () -> stale.add(one.name()));
            } else if (difference.isPresent()) {
                failed.add(one.name() + ": " + difference.get());
            } else {
                passed++;
            }
        }

        System.out.printf(
                "tx-ecosystem, general: %d cases, %d passed, %d failed, %d excluded; %d more have no files here%n",
                suite.cases().size(),
                passed,
                failed.size(),
                suite.cases().size() - passed - failed.size(),
                suite.withoutFiles());
        assertThat(failed).isEmpty();
        assertThat(stale).as("excluded, but met").isEmpty();
        assertThat(excluded.keySet()).as("excluded, but no case").isEmpty();
        assertThat(passed).isGreaterThan(200);
    }

    private static Map<String, String> exclusions() throws IOException {
        Map<String, String> exclusions = new HashMap<>();
        try (var in = TxEcosystemTest.class.getResourceAsStream(EXCLUSIONS)) {
            for (Located.Fields each :
                    LocatedReader.read(EXCLUSIONS, in.readAllBytes()).objects("exclusions")) {
                exclusions.put(each.required("case"), each.required("reason"));
            }
        }
        return exclusions;
    }
}
