package org.hulian.mappers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.Translation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalCodesTest {
    private static final String RESULT = String.join(
            "\r",
            "MSH|^~\\&|LIS|X|HULIAN|REGION|20261120081500||ORU^R01|L1|P|2.5||||||UNICODE UTF-8",
            "PID|1||S0001^^^X^MR||张^伟",
            "OBR|1|P-1|F-1|NEW-7^新项目|||20261120080000|||||||||||||||20261120081000||CH|F",
            "OBX|1|NM|NEW-7^新项目||5.60|blobs|||||F",
            "");

    @Test
    void aDecisionGoesBeforeTheMapsAndIsNamedInTheProvenance() {
        String bundle = mapped(new Decisions(
                new Translation.Mapped(Coding.of("http://loinc.org", "14749-6"), "equivalent", "mapping-x#7")));

        assertThat(bundle)
                .contains(
                        "{\"system\":\"http://loinc.org\",\"code\":\"14749-6\"}",
                        "\"code\":\"NEW-7\"",
                        "\"value\":5.60,\"unit\":\"blobs\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mmol/L\"",
                        "\"http://hulian.org/fhir/ConceptMap/mapping-x|3\"");
    }

    @Test
    void whatWasDecidedToHaveNoTargetKeepsTheSendersCodeAndWarnsOfNothing() {
        MappingResult result = map(new Decisions(new Translation.Unmapped("nothing fits")));

        assertThat(new String(result.bundle(), StandardCharsets.UTF_8)).doesNotContain("loinc.org");
        assertThat(result.problems()).noneMatch(problem -> problem.code().equals("CODE_MAPPING"));
    }

    @Test
    void theSameMessageHasTheSameIdsWhateverWasDecided() {
        String before = mapped(LocalCodes.NONE);
        String after = mapped(new Decisions(
                new Translation.Mapped(Coding.of("http://loinc.org", "14749-6"), "equivalent", "mapping-x#7")));

        assertThat(ids(after)).isEqualTo(ids(before));
        assertThat(before).doesNotContain("ConceptMap/mapping-x");
    }

    private static java.util.List<String> ids(String bundle) {
        return java.util.regex.Pattern.compile("\"fullUrl\":\"[^\"]+\"")
                .matcher(bundle)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }

    private static String mapped(LocalCodes codes) {
        return new String(map(codes).bundle(), StandardCharsets.UTF_8);
    }

    private static MappingResult map(LocalCodes codes) {
        SourceMessage message = new SourceMessage(
                new UUID(1, 2), RESULT.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-11-20T00:15:00Z"));
        return TestSenders.MAPPER.map(message, TestSenders.SECOND, codes);
    }

    private record Decisions(Translation code) implements LocalCodes {
        @Override
        public @Nullable Translation of(Kind kind, Coding source) {
            return switch (kind) {
                case CODE -> source.code().equals("NEW-7") ? code : null;
                case UNIT ->
                    new Translation.Mapped(
                            Coding.of("http://unitsofmeasure.org", "mmol/L"), "equivalent", "mapping-x#8");
            };
        }

        @Override
        public String version() {
            return "mapping-x|3";
        }
    }
}
