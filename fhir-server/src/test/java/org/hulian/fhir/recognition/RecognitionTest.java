package org.hulian.fhir.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecognitionTest {
    static Stream<Named<RecognitionCase>> cases() throws IOException {
        try (InputStream in = RecognitionTest.class.getResourceAsStream("cases.csv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String[] columns = lines.getFirst().split(",", -1);
            return lines.stream().skip(1).map(line -> named(columns, line.split(",", -1))).toList().stream();
        }
    }

    private static Named<RecognitionCase> named(String[] columns, String[] cells) {
        Map<String, String> facts = new HashMap<>();
        for (int i = 0; i < columns.length; i++) {
            facts.put(columns[i], cells[i]);
        }
        return Named.of(cells[0], new RecognitionCase(facts));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersEveryConditionInBothLanguages(RecognitionCase row) {
        Recognition recognition = new Recognition(row.rules(), row.comparison());

        Verdict verdict = recognition.decide(row.line(), List.of(row.result())).getFirst();

        assertThat(verdict.kind()).isEqualTo(row.expected());
        assertThat(verdict.failed().stream().map(finding -> finding.condition().code()))
                .containsExactlyInAnyOrderElementsOf(row.expectedFailures());
        assertThat(verdict.findings())
                .allSatisfy(
                        finding -> assertThat(finding.text().en()).isNotBlank().doesNotContain("{"))
                .allSatisfy(
                        finding -> assertThat(finding.text().zh()).isNotBlank().doesNotContain("{"));
    }

    @Test
    void hasAtLeastTwoHundredCases() throws IOException {
        assertThat(cases().count()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void saysTheSameThingsInBothLanguages() {
        ConditionWords words = new ConditionWords();

        assertThat(words.in(Locale.CHINESE).keySet())
                .isEqualTo(words.in(Locale.ENGLISH).keySet());
    }
}
