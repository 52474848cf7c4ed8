package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.TestHub;
import org.hulian.fhir.testing.TestIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operation $validate and what a region demands of writes,
 * <a href="https://hl7.org/fhir/R4/validation.html">validating resources</a>.
 */
@QuarkusTest
@TestProfile(ValidateTest.Demanding.class)
class ValidateTest {
    private static final String OBSERVATION = """
            {"resourceType":"Observation","status":"final","code":{"text":"glucose"}%s}""";

    /** obs-7: a value where a component has the code of the observation is not allowed; obs-6: no reason beside a value. */
    private static final String AGAINST_OBS_6 =
            OBSERVATION.formatted(",\"valueString\":\"5.6\",\"dataAbsentReason\":{\"text\":\"unknown\"}");

    private static final String PROFILE_URL = "http://hulian.org/fhir/StructureDefinition/dated-observation";

    /** Observations that say when. */
    private static final String PROFILE = """
            {"resourceType":"StructureDefinition","url":"%s","name":"DatedObservation","status":"active",\
            "fhirVersion":"4.0.1","kind":"resource","abstract":false,"type":"Observation",\
            "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Observation","derivation":"constraint",\
            "differential":{"element":[{"id":"Observation","path":"Observation"},\
            {"id":"Observation.effective[x]","path":"Observation.effective[x]","min":1}]}}""".formatted(PROFILE_URL);

    private final TestIssuer issuer = TestIssuer.shared();
    private final Calls hub = Calls.to(
            "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));
    private final Calls first = hub.with(issuer.system("city-first"));
    private final Calls second = hub.with(issuer.system("city-second"));
    private final Calls steward = hub.with(issuer.person("steward1", "steward"));

    /** The first hospital is held to the base specification; the second to nothing but structure. */
    public static final class Demanding implements QuarkusTestProfile {
        private static final String RULES = """
                default: off
                rules:
                  - { senders: [city-first], types: [Observation], level: base }
                  - { senders: [riverside], types: [Observation], level: profile, profiles: ["%s"] }
                """.formatted(PROFILE_URL);

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestHub.class, Map.of("validation", RULES)));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** Reading all definitions takes seconds; a hub that needs them is not ready before. */
    @BeforeEach
    void ready() {
        Eventually.met(Duration.ofMinutes(3), () -> hub.get("/q/health/ready").status(), status -> status == 200);
    }

    @Test
    void saysThatAResourceIsInOrder() {
        Answer answer = first.post("/fhir/Observation/$validate", OBSERVATION.formatted(""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(errors(answer)).isEmpty();
    }

    @Test
    void namesBrokenInvariantsAndUnknownElementsWithTheirPlace() {
        Answer invariant = first.post("/fhir/Observation/$validate", AGAINST_OBS_6);
        Answer unknown = first.post("/fhir/Observation/$validate", OBSERVATION.formatted(",\"colour\":\"red\""));

        assertThat(errors(invariant)).anyMatch(text -> text.contains("obs-6"));
        assertThat(invariant.json().at("/issue/0/expression/0").asText()).startsWith("Observation");
        assertThat(errors(unknown)).anyMatch(text -> text.contains("colour"));
    }

    @Test
    void takesParametersWithModeAndProfile() {
        String parameters = """
                {"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"%s"},\
                {"name":"profile","valueUri":"http://hl7.org/fhir/StructureDefinition/vitalsigns"},\
                {"name":"resource","resource":%s}]}""";

        Answer create =
                first.post("/fhir/Observation/$validate", parameters.formatted("create", OBSERVATION.formatted("")));
        Answer strange =
                first.post("/fhir/Observation/$validate", parameters.formatted("strange", OBSERVATION.formatted("")));

        assertThat(errors(create)).anyMatch(text -> text.contains("vitalsigns"));
        assertThat(strange.status()).isEqualTo(400);
    }

    @Test
    void saysWhenTheCallerMayNotDoWhatIsToBeValidated() {
        Answer answer = steward.post("/fhir/Observation/$validate?mode=create", OBSERVATION.formatted(""));

        assertThat(answer.json().toString()).contains("\"forbidden\"");
    }

    @Test
    void validatesWhatIsStoredAndOnlyForThoseWhoMayReadIt() {
        String id = second.post("/fhir/Observation", AGAINST_OBS_6)
                .json()
                .path("id")
                .asText();

        Answer own = second.get("/fhir/Observation/" + id + "/$validate");
        Answer others = first.get("/fhir/Observation/" + id + "/$validate");

        assertThat(errors(own)).anyMatch(text -> text.contains("obs-6"));
        assertThat(others.status()).isEqualTo(404);
    }

    @Test
    void holdsWritesToWhatTheRegionDemandsOfTheirSender() {
        Answer held = first.post("/fhir/Observation", AGAINST_OBS_6);
        Answer free = second.post("/fhir/Observation", AGAINST_OBS_6);
        Answer bundle = first.post("/fhir", """
                {"resourceType":"Bundle","type":"transaction","entry":[\
                {"resource":%s,"request":{"method":"POST","url":"Observation"}},\
                {"resource":%s,"request":{"method":"POST","url":"Observation"}}]}""".formatted(OBSERVATION.formatted(""), AGAINST_OBS_6));

        assertThat(held.status()).as(held.body()).isEqualTo(422);
        assertThat(held.issue()).isEqualTo("invariant");
        assertThat(free.status()).as(free.body()).isEqualTo(201);
        assertThat(bundle.status()).as(bundle.body()).isEqualTo(422);
    }

    @Test
    void anUploadedProfileCountsAtOnce() {
        Calls riverside = hub.with(issuer.system("riverside"));
        Answer unknown = riverside.post("/fhir/Observation", OBSERVATION.formatted(""));

        Answer uploaded = steward.post("/fhir/StructureDefinition", PROFILE);
        Answer undated = riverside.post("/fhir/Observation", OBSERVATION.formatted(""));
        Answer dated =
                riverside.post("/fhir/Observation", OBSERVATION.formatted(",\"effectiveDateTime\":\"2026-11-01\""));

        assertThat(unknown.status()).as(unknown.body()).isEqualTo(422);
        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);
        assertThat(undated.status()).as(undated.body()).isEqualTo(422);
        assertThat(undated.body()).contains("effective");
        assertThat(dated.status()).as(dated.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hulian.org/test/nobody", "http://hulian.org/test/of-itself"})
    void saysThatAProfileWithoutABaseCannotBeUsed(String base) {
        String url = base.endsWith("of-itself") ? base : "http://hulian.org/test/of-nobody";
        assertThat(steward.post("/fhir/StructureDefinition", """
                {"resourceType":"StructureDefinition","url":"%s","name":"OfNothing","status":"active",\
                "kind":"resource","abstract":false,"type":"Basic","baseDefinition":"%s","derivation":"constraint",\
                "differential":{"element":[{"id":"Basic.author","path":"Basic.author","min":1}]}}""".formatted(url, base))
                        .status())
                .isEqualTo(201);

        Answer answer = second.post(
                "/fhir/Basic/$validate?profile=" + url, "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"a\"}}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"error\"", "baseDefinition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile=http://a/b&profile=http://a/c", "profil=http://a/b", "mode=create&mode=update"})
    void passesOverNoParameter(String query) {
        Answer answer =
                second.post("/fhir/Basic/$validate?" + query, "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"a\"}}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void speaksChineseWhereAsked() {
        Answer answer = first.post("/fhir/Observation/$validate", AGAINST_OBS_6, "Accept-Language", "zh");

        assertThat(answer.body()).contains("不符合规范");
    }

    private static List<String> errors(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json()
                .path("issue")
                .valueStream()
                .filter(issue -> issue.path("severity").asText().equals("error"))
                .map(issue -> issue.at("/details/text").asText())
                .toList();
    }
}
