package org.hulian.fhir.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomesTest {
    private static final ResourceKey KEY = new ResourceKey(ResourceTypes.r4().get("Patient"), new ResourceId("1"));

    static Stream<Arguments> failures() {
        List<Failure.Issue> issues = List.of(new Failure.Issue("value", "Patient.birthDate", "en", "zh"));
        return Stream.of(
                Arguments.of(new Failure.NotFound("Patient/1"), 404, "not-found"),
                Arguments.of(new Failure.Gone(KEY), 410, "deleted"),
                Arguments.of(new Failure.VersionConflict(KEY, new Version(1), new Version(2)), 412, "conflict"),
                Arguments.of(new Failure.Conflict("Patient/1"), 409, "conflict"),
                Arguments.of(new Failure.Unauthenticated("expired", "The token has expired."), 401, "expired"),
                Arguments.of(new Failure.Forbidden("scope"), 403, "forbidden"),
                Arguments.of(new Failure.Malformed("structure", List.of()), 400, "structure"),
                Arguments.of(new Failure.Malformed("value", issues), 400, "value"),
                Arguments.of(new Failure.Invalid(issues), 422, "value"),
                Arguments.of(new Failure.NotSupported("x", List.of("y"), 404), 404, "not-supported"),
                Arguments.of(new Failure.TooCostly("x", 1, 2), 400, "too-costly"),
                Arguments.of(new Failure.TooMany("x", 1), 429, "throttled"),
                Arguments.of(new Failure.TooSlow(Duration.ofSeconds(10)), 503, "timeout"),
                Arguments.of(new Failure.TooLong("x", 1), 413, "too-long"),
                Arguments.of(new Failure.MediaType("x", true), 406, "not-supported"),
                Arguments.of(new Failure.MediaType("x", false), 415, "not-supported"),
                Arguments.of(new Failure.Unavailable("audit"), 503, "transient"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void givesEveryFailureItsStatusCodeAndWords(Failure failure, int status, String code) {
        Outcome english = Outcomes.of(failure, "en");
        Outcome chinese = Outcomes.of(failure, "zh");

        assertThat(english.status()).isEqualTo(status);
        assertThat(english.issues().getFirst().code()).isEqualTo(code);
        assertThat(english.issues().getFirst().text()).isNotBlank();
        assertThat(chinese.issues().getFirst().text())
                .isNotEqualTo(english.issues().getFirst().text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            search parameter foo of Patient          > Patient 的检索参数 foo
            modifier :exact of date                  > date 的修饰符 :exact
            parameter x$1 of this operation          > 此操作的参数 x$1
            _sort by near of Location                > Location 按 near 排序
            PUT of a type without criteria           > 不带条件、针对整个类型的 PUT
            _summary=x                               > _summary=x
            """)
    void namesWhatIsMeantInChinese(String english, String chinese) {
        Outcome outcome = Outcomes.of(new Failure.NotSupported(english, List.of(), 400), "zh");

        assertThat(outcome.issues().getFirst().text()).startsWith("不支持" + chinese + "，");
    }

    @Test
    void tellsOfAFaultNothingButItsId() {
        Outcome fault = Outcomes.fault("f-1", "en");

        assertThat(fault.status()).isEqualTo(500);
        assertThat(fault.issues().getFirst().text()).contains("f-1");
    }

    @Test
    void writesAnyTextAsWellFormedJson() {
        byte[] json = OperationOutcomes.json(
                List.of(new Outcome.Said("error", "value", "a", "quote \" backslash \\ line \n half \ud800 李")));

        assertThat(new String(json, StandardCharsets.UTF_8)).contains("quote \\\" backslash \\\\ line   half \ufffd 李");
    }
}
