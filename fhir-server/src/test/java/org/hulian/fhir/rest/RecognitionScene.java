package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.TestIssuer;

/** Residents, results and orders for tests of recognition, and ways into its answers. */
final class RecognitionScene {
    private static final String NATIONAL = "http://hulian.org/fhir/identifier/national-id";

    final TestIssuer issuer = TestIssuer.shared();
    final Calls hub = Calls.to(
            "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));
    final Calls first = hub.with(issuer.system("city-first"));
    final Calls riverside = hub.with(issuer.system("riverside"));
    final Calls physician = hub.with(issuer.member("physician-riverside", "physician", "riverside"));
    final Calls imaging = hub.with(issuer.system("city-imaging"));

    static String hook(String hook, String patient, String draft) {
        return """
                {"hook":"%s","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea","context":{"userId":"Practitioner/1",\
                "patientId":"%s","draftOrders":{"resourceType":"Bundle","entry":[{"resource":%s}]}}}""".formatted(hook, patient, draft);
    }

    static String order(String patient, String loinc) {
        return """
                {"resourceType":"ServiceRequest","status":"draft","intent":"order","authoredOn":"2026-11-20T10:00:00+08:00",\
                "code":{"coding":[{"system":"http://loinc.org","code":"%s"}],"text":"Glucose"},\
                "subject":{"reference":"Patient/%s"}}""".formatted(loinc, patient);
    }

    String patient(String national) {
        Answer created = first.post("/fhir/Patient", """
                {"resourceType":"Patient","identifier":[{"system":"%s","value":"%s"}],"name":[{"family":"测试","given":["乙"]}],\
                "gender":"female","birthDate":"1990-03-07"}""".formatted(NATIONAL, national));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("id").asText();
    }

    void share(String patient) {
        Answer created =
                hub.with(issuer.resident(patient)).put("/fhir/Consent/c-" + patient, """
            {"resourceType":"Consent","id":"c-%s","status":"active",\
            "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},\
            "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],\
            "patient":{"reference":"Patient/%s"},"dateTime":"2026-01-01",\
            "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},\
            "provision":{"type":"permit","period":{"start":"2026-01-01","end":"2036-01-01"},"actor":[{"role":{"coding":[{\
            "system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},\
            "reference":{"reference":"Organization/riverside"}}]}}""".formatted(patient, patient));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
    }

    String observe(String patient, String loinc, String at, String value, String unit, String low, String high) {
        return observe(patient, loinc, at, value, unit, low, high, "final");
    }

    String observe(
            String patient,
            String loinc,
            String at,
            String value,
            String unit,
            String low,
            String high,
            String status) {
        Answer created = first.post("/fhir/Observation", """
                {"resourceType":"Observation","status":"%s","category":[{"coding":[{\
                "system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},"subject":{"reference":"Patient/%s"},\
                "effectiveDateTime":"%s","valueQuantity":{"value":%s,"system":"http://unitsofmeasure.org","unit":"%s","code":"%s"},\
                "referenceRange":[{"low":{"value":%s,"code":"%s"},"high":{"value":%s,"code":"%s"}}]}""".formatted(
                        status, loinc, patient, at, value, unit, unit, low, unit, high, unit));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("id").asText();
    }

    static List<JsonNode> lines(Answer answer) {
        return named(answer.json().path("parameter"), "line");
    }

    static List<JsonNode> verdicts(Answer answer) {
        return lines(answer).stream()
                .flatMap(line -> named(line.path("part"), "verdict").stream())
                .toList();
    }

    static List<String> conditions(JsonNode verdict) {
        return named(verdict.path("part"), "condition").stream()
                .map(condition -> part(condition, "code").path("valueCode").asText())
                .toList();
    }

    static List<String> failed(JsonNode verdict) {
        return named(verdict.path("part"), "condition").stream()
                .filter(condition ->
                        !part(condition, "met").path("valueBoolean").asBoolean())
                .map(condition -> part(condition, "code").path("valueCode").asText())
                .toList();
    }

    static JsonNode part(JsonNode parameter, String name) {
        return named(parameter.path("part"), name).getFirst();
    }

    static List<JsonNode> named(JsonNode parameters, String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            if (parameter.path("name").asText().equals(name)) {
                found.add(parameter);
            }
        }
        return found;
    }

    /** Verdicts of an answer, in their order. */
    static String kinds(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return String.join(
                " ",
                verdicts(answer).stream()
                        .map(verdict ->
                                part(verdict, "verdict").path("valueCode").asText())
                        .toList());
    }
}
