package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hulian.fhir.rest.RecognitionScene.conditions;
import static org.hulian.fhir.rest.RecognitionScene.failed;
import static org.hulian.fhir.rest.RecognitionScene.hook;
import static org.hulian.fhir.rest.RecognitionScene.lines;
import static org.hulian.fhir.rest.RecognitionScene.order;
import static org.hulian.fhir.rest.RecognitionScene.part;
import static org.hulian.fhir.rest.RecognitionScene.verdicts;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.TestHub;
import org.hulian.fhir.testing.TestIssuer;
import org.junit.jupiter.api.Test;

/** Recognition at order time from the outside: $recognize and CDS Hooks, with access and audit. */
@QuarkusTest
@QuarkusTestResource(TestHub.class)
class RecognizeTest {
    private final RecognitionScene scene = new RecognitionScene();
    private final TestIssuer issuer = scene.issuer;
    private final Calls hub = scene.hub;
    private final Calls riverside = scene.riverside;
    private final Calls physician = scene.physician;

    @Test
    void recognisesWhatTheResidentSharesAndConvertsItsUnit() {
        String patient = scene.patient("110101199003070011");
        scene.share(patient);
        scene.observe(patient, "2345-7", "2026-11-19T20:00:00+08:00", "130", "mg/dL", "70", "110");

        Answer answer = physician.post("/fhir/ServiceRequest/$recognize", order(patient, "14749-6"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode verdict = verdicts(answer).getFirst();
        assertThat(part(verdict, "verdict").path("valueCode").asText())
                .as(answer.body())
                .isEqualTo("RECOGNISE");
        assertThat(part(verdict, "laboratory").at("/valueReference/reference").asText())
                .isEqualTo("Organization/city-first");
        assertThat(part(verdict, "value").at("/valueQuantity/value").decimalValue())
                .isEqualByComparingTo("130");
        assertThat(part(verdict, "converted-value").at("/valueQuantity/code").asText())
                .isEqualTo("mmol/L");
        assertThat(part(verdict, "converted-value").at("/valueQuantity/value").asText())
                .isEqualTo("7.216");
        assertThat(part(verdict, "converted-interpretation").path("valueCode").asText())
                .isEqualTo("H");
        assertThat(conditions(verdict)).contains("item", "mark", "scope", "fresh", "comparable", "consent");
    }

    @Test
    void doesNotKnowOfResultsTheInstitutionMayNotSee() {
        String patient = scene.patient("110101199003070038");
        scene.observe(patient, "2345-7", "2026-11-19T20:00:00+08:00", "100", "mg/dL", "70", "110");

        Answer answer = physician.post("/fhir/ServiceRequest/$recognize", order(patient, "14749-6"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(verdicts(answer)).isEmpty();
        assertThat(answer.body()).doesNotContain("city-first");
    }

    @Test
    void putsTheBestFirstAndSaysWhatFails() {
        String patient = scene.patient("110101199003070054");
        scene.share(patient);
        scene.observe(patient, "14749-6", "2026-11-19T22:00:00+08:00", "5.5", "mmol/L", "3.9", "6.1", "preliminary");
        scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");
        scene.observe(patient, "14749-6", "2026-01-18T08:00:00+08:00", "5.7", "mmol/L", "3.9", "6.1");

        Answer answer = physician.post("/fhir/ServiceRequest/$recognize", order(patient, "14749-6"));

        assertThat(verdicts(answer)).hasSize(3);
        assertThat(verdicts(answer).stream()
                        .map(verdict ->
                                part(verdict, "verdict").path("valueCode").asText()))
                .containsExactly("RECOGNISE", "REFERENCE_ONLY", "REFERENCE_ONLY");
        assertThat(failed(verdicts(answer).get(1))).containsExactly("final");
        assertThat(failed(verdicts(answer).get(2))).containsExactly("fresh");
    }

    @Test
    void opensPanelsOfABundleAndOfAStoredOrder() {
        String patient = scene.patient("110101199003070070");
        scene.share(patient);
        scene.observe(patient, "14647-2", "2026-11-19T20:00:00+08:00", "4.50", "mmol/L", "2.9", "5.2");
        String panel = order(patient, "24331-1");
        String id =
                riverside.post("/fhir/ServiceRequest", panel).json().path("id").asText();
        String bundle = """
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"fullUrl":"urn:uuid:1","resource":%s},{"fullUrl":"urn:uuid:2","resource":%s}]}""".formatted(panel, order(patient, "36643-5"));

        Answer both = physician.post("/fhir/ServiceRequest/$recognize", bundle);
        Answer stored = physician.get("/fhir/ServiceRequest/" + id + "/$recognize");

        assertThat(lines(both)).hasSize(5);
        assertThat(lines(stored)).hasSize(4);
        assertThat(verdicts(stored)).hasSize(1);
        assertThat(part(lines(stored).getFirst(), "order")
                        .at("/valueReference/reference")
                        .asText())
                .isEqualTo("ServiceRequest/" + id);
    }

    @Test
    void leavesOneEntryInTheLogThatNamesWhatWasFound() {
        String patient = scene.patient("110101199003070097");
        scene.share(patient);
        String observation =
                scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");

        Answer answer = physician.post(
                "/fhir/ServiceRequest/$recognize", order(patient, "14749-6"), "X-Request-Id", "recognise-audited-1");

        assertThat(answer.status()).isEqualTo(200);
        Answer log = hub.with(issuer.person("auditor1", "auditor")).get("/fhir/AuditEvent?patient=Patient/" + patient);
        assertThat(log.status()).as(log.body()).isEqualTo(200);
        assertThat(log.body())
                .contains(
                        Base64.getEncoder()
                                .encodeToString("ServiceRequest/$recognize".getBytes(StandardCharsets.US_ASCII)),
                        "Observation/" + observation);
    }

    @Test
    void refusesWhatCannotBeAsked() {
        String patient = scene.patient("110101199003070118");

        Answer noPatient = physician.post(
                "/fhir/ServiceRequest/$recognize",
                "{\"resourceType\":\"ServiceRequest\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"14749-6\"}]}}");
        Answer noOrder = physician.post("/fhir/ServiceRequest/$recognize", "{\"resourceType\":\"Bundle\"}");
        Answer noJson = physician.post("/fhir/ServiceRequest/$recognize", "<");
        Answer nobody = hub.post("/fhir/ServiceRequest/$recognize", order(patient, "14749-6"));
        Answer resident =
                hub.with(issuer.resident(patient)).post("/fhir/ServiceRequest/$recognize", order(patient, "14749-6"));

        assertThat(noPatient.status()).isEqualTo(422);
        assertThat(noPatient.json().at("/issue/0/expression/0").asText()).isEqualTo("ServiceRequest.subject");
        assertThat(noOrder.status()).isEqualTo(422);
        assertThat(noJson.status()).isEqualTo(400);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(resident.status()).isEqualTo(403);
    }

    @Test
    void judgesAnOrderWithoutATimeByNowAndAnUnknownCodeByItsOwnResults() {
        String patient = scene.patient("110101199003070177");
        scene.share(patient);
        scene.observe(patient, "2345-7", "2026-11-19T20:00:00+08:00", "100", "mg/dL", "70", "110");
        String undated = order(patient, "14749-6").replaceFirst("\"authoredOn\":\"[^\"]*\",", "");
        String local = order(patient, "x,y|z").replace("http://loinc.org", "http://example.org/codes");

        Answer now = physician.post("/fhir/ServiceRequest/$recognize", undated);
        Answer unknown = physician.post("/fhir/ServiceRequest/$recognize", local);

        assertThat(failed(verdicts(now).getFirst())).containsExactly("fresh");
        assertThat(unknown.status()).as(unknown.body()).isEqualTo(200);
        assertThat(verdicts(unknown)).isEmpty();
        assertThat(part(lines(unknown).getFirst(), "item")
                        .at("/valueCoding/code")
                        .asText())
                .isEqualTo("x,y|z");
    }

    @Test
    void looksDeeperWhereTheNewestCannotBeReliedOn() {
        String patient = scene.patient("110101199003070214");
        scene.share(patient);
        scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");
        for (int minute = 10; minute < 15; minute++) {
            String at = "2026-11-19T21:%d:00+08:00".formatted(minute);
            scene.observe(patient, "14749-6", at, "5." + minute, "mmol/L", "3.9", "6.1", "preliminary");
        }

        Answer answer = physician.post("/fhir/ServiceRequest/$recognize", order(patient, "14749-6"));

        assertThat(verdicts(answer)).hasSize(6);
        assertThat(part(verdicts(answer).getFirst(), "verdict")
                        .path("valueCode")
                        .asText())
                .isEqualTo("RECOGNISE");
    }

    @Test
    void doesNotTakeAPatientOfAnotherServerForItsOwn() {
        String patient = scene.patient("110101199003070193");
        String elsewhere =
                order(patient, "14749-6").replace("\"Patient/", "\"https://elsewhere.example.org/fhir/Patient/");
        String here = order(patient, "14749-6").replace("\"Patient/", "\"http://127.0.0.1:8080/fhir/Patient/");

        assertThat(physician.post("/fhir/ServiceRequest/$recognize", elsewhere).status())
                .isEqualTo(422);
        assertThat(physician.post("/fhir/ServiceRequest/$recognize", here).status())
                .isEqualTo(200);
    }

    @Test
    void listsItsHooksToEverybody() {
        Answer services = hub.get("/cds-services");

        assertThat(services.status()).isEqualTo(200);
        assertThat(services.json().at("/services/0/hook").asText()).isEqualTo("order-select");
        assertThat(services.json().at("/services/1/id").asText()).isEqualTo("hulian-recognition-sign");
        assertThat(services.json().at("/services/1/prefetch/patient").asText())
                .isEqualTo("Patient/{{context.patientId}}");
    }

    @Test
    void answersAHookWithCardsInTheCallersLanguage() {
        String patient = scene.patient("110101199003070134");
        scene.share(patient);
        scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");
        String call =
                hook("order-sign", patient, order(patient, "14749-6").replaceFirst("\\{", "{\"id\":\"draft-1\","));

        Answer english =
                physician.post("/cds-services/hulian-recognition-sign", call, "Content-Type", "application/json");
        Answer chinese = physician.post(
                "/cds-services/hulian-recognition-sign",
                call,
                "Content-Type",
                "application/json",
                "Accept-Language",
                "zh");

        assertThat(english.status()).as(english.body()).isEqualTo(200);
        JsonNode card = english.json().at("/cards/0");
        assertThat(card.path("summary").asText())
                .isEqualTo("Glucose: earlier results may be relied on")
                .hasSizeLessThan(140);
        assertThat(card.path("indicator").asText()).isEqualTo("warning");
        assertThat(card.path("detail").asText()).contains("5.6 mmol/L 2026-11-19 city-first: may be relied on");
        assertThat(card.path("overrideReasons")).hasSize(6);
        JsonNode action = card.at("/suggestions/0/actions/0");
        assertThat(action.path("type").asText()).isEqualTo("update");
        assertThat(action.at("/resource/id").asText()).isEqualTo("draft-1");
        assertThat(action.at("/resource/status").asText()).isEqualTo("revoked");
        assertThat(action.at("/resource/supportingInfo/0/reference").asText()).startsWith("Observation/");
        assertThat(chinese.json().at("/cards/0/summary").asText()).endsWith("：既往结果可互认");
        assertThat(chinese.json().at("/cards/0/overrideReasons/3/display").asText())
                .isEqualTo("急诊、急救等紧急情况");
    }

    @Test
    void takesTheTokenOfTheHookAndRefusesCallsWithoutOne() {
        String patient = scene.patient("110101199003070150");
        String draft = order(patient, "14749-6").replaceFirst("\\{", "{\"id\":\"draft-1\",");
        String token = issuer.member("physician-riverside", "physician", "riverside");
        String call = hook("order-select", patient, draft);
        String withToken = call.replaceFirst("\\{", "{\"fhirAuthorization\":{\"access_token\":\"" + token + "\"},");
        String nothingSelected =
                withToken.replace("\"context\":{", "\"context\":{\"selections\":[\"ServiceRequest/other\"],");

        assertThat(hub.post("/cds-services/hulian-recognition-select", call).status())
                .isEqualTo(401);
        assertThat(hub.post("/cds-services/hulian-recognition-select", withToken)
                        .status())
                .isEqualTo(200);
        assertThat(hub.post("/cds-services/hulian-recognition-select", nothingSelected)
                        .body())
                .isEqualTo("{\"cards\":[]}");
        assertThat(hub.post("/cds-services/hulian-recognition-sign", withToken).status())
                .isEqualTo(400);
        assertThat(hub.post("/cds-services/unknown", withToken).status()).isEqualTo(404);
        assertThat(hub.post(
                                "/cds-services/hulian-recognition-select",
                                withToken.replace("\"patientId\":\"", "\"patientId\":\"other-"))
                        .status())
                .isEqualTo(400);
    }
}
