package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hulian.fhir.rest.RecognitionScene.hook;
import static org.hulian.fhir.rest.RecognitionScene.kinds;
import static org.hulian.fhir.rest.RecognitionScene.lines;
import static org.hulian.fhir.rest.RecognitionScene.order;
import static org.hulian.fhir.rest.RecognitionScene.part;
import static org.hulian.fhir.rest.RecognitionScene.verdicts;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.TestHub;
import org.junit.jupiter.api.Test;

/** Orders of every kind: local codes, components, copies, groups. */
@QuarkusTest
@QuarkusTestResource(TestHub.class)
class RecognizeOrdersTest {
    private static final String RECOGNIZE = "/fhir/ServiceRequest/$recognize";
    private static final String SECOND = "http://hulian.org/fhir/codes/city-second";

    private final RecognitionScene scene = new RecognitionScene();

    @Test
    void understandsAnOrderInTheLocalCodeOfASender() {
        String patient = scene.patient("110101198503070016");
        scene.share(patient);
        scene.observe(patient, "2345-7", "2026-11-19T20:00:00+08:00", "130", "mg/dL", "70", "110");

        Answer answer = scene.physician.post(RECOGNIZE, local(order(patient, "GLU-K")));

        assertThat(kinds(answer)).isEqualTo("RECOGNISE");
        assertThat(part(lines(answer).getFirst(), "item")
                        .at("/valueCoding/code")
                        .asText())
                .isEqualTo("14749-6");
    }

    @Test
    void understandsAResultThatHasOnlyTheLocalCodeOfItsSender() {
        String patient = scene.patient("110101198503070032");
        scene.share(patient);
        Answer stored = scene.first.post("/fhir/Observation", """
                {"resourceType":"Observation","status":"final","category":[{"coding":[{\
                "system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],\
                "code":{"coding":[{"system":"http://hulian.org/fhir/codes/city-first","code":"GLU"}]},\
                "subject":{"reference":"Patient/%s"},"effectiveDateTime":"2026-11-19T20:00:00+08:00",\
                "valueQuantity":{"value":100,"system":"http://unitsofmeasure.org","code":"mg/dL"}}""".formatted(patient));
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);

        Answer answer = scene.physician.post(RECOGNIZE, order(patient, "14749-6"));

        assertThat(kinds(answer)).isEqualTo("RECOGNISE");
        assertThat(part(verdicts(answer).getFirst(), "converted-value")
                        .at("/valueQuantity/value")
                        .asText())
                .isEqualTo("5.551");
    }

    @Test
    void refusesAnOrderWhoseTimeIsNoTime() {
        String patient = scene.patient("110101198503070040");
        String order = order(patient, "14749-6").replaceFirst("\"authoredOn\":\"[^\"]*\",?", "");

        Answer answer = scene.physician.post(RECOGNIZE, order.replaceFirst("\\{", "{\"authoredOn\":\"yesterday\","));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/issue/0/expression/0").asText()).isEqualTo("ServiceRequest.authoredOn");
    }

    @Test
    void findsAComponentOfAnotherResultWithItsOwnValue() {
        String patient = scene.patient("110101198503070059");
        scene.share(patient);
        Answer stored = scene.first.post("/fhir/Observation", """
                {"resourceType":"Observation","status":"final","category":[{"coding":[{\
                "system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"24331-1"}]},"subject":{"reference":"Patient/%s"},\
                "effectiveDateTime":"2026-11-19T20:00:00+08:00","component":[\
                {"code":{"coding":[{"system":"http://loinc.org","code":"14647-2"}]},\
                "valueQuantity":{"value":4.50,"system":"http://unitsofmeasure.org","code":"mmol/L"}},\
                {"code":{"coding":[{"system":"http://loinc.org","code":"14927-8"}]},\
                "valueQuantity":{"value":1.20,"system":"http://unitsofmeasure.org","code":"mmol/L"}}]}""".formatted(patient));
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);

        Answer one = scene.physician.post(RECOGNIZE, order(patient, "14927-8"));
        Answer panel = scene.physician.post(RECOGNIZE, order(patient, "24331-1"));
        Answer byCode =
                scene.physician.get("/fhir/Observation?patient=" + patient + "&code=http://loinc.org%7C14927-8");

        assertThat(kinds(one)).isEqualTo("RECOGNISE");
        assertThat(one.body()).contains("\"value\":1.20");
        assertThat(lines(panel)).hasSize(4);
        assertThat(kinds(panel)).isEqualTo("RECOGNISE RECOGNISE");
        assertThat(byCode.json().path("entry").size()).isZero();
    }

    @Test
    void showsOneOfTwoCopiesTheFinalOne() {
        String patient = scene.patient("110101198503070075");
        scene.share(patient);
        scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1", "preliminary");
        String last = scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");

        Answer answer = scene.physician.post(RECOGNIZE, order(patient, "14749-6"));

        assertThat(kinds(answer)).isEqualTo("RECOGNISE");
        assertThat(part(verdicts(answer).getFirst(), "result")
                        .at("/valueReference/reference")
                        .asText())
                .isEqualTo("Observation/" + last);
    }

    @Test
    void saysWhatHoldsOnceAndWhatFailsAlways() {
        String patient = scene.patient("110101198503070091");
        scene.share(patient);
        scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");
        scene.observe(patient, "14749-6", "2026-11-19T19:00:00+08:00", "5.7", "mmol/L", "3.9", "6.1", "preliminary");

        Answer answer = scene.physician.post(RECOGNIZE, order(patient, "14749-6"));

        assertThat(words(verdicts(answer).getFirst())).hasSizeGreaterThan(8);
        assertThat(words(verdicts(answer).get(1))).isEqualTo("final ");
    }

    @Test
    void answersAGroupOfOrdersBeforeAndAfterItIsStored() {
        String patient = scene.patient("110101198503070112");
        scene.share(patient);
        scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");
        String stored = scene.riverside
                .post("/fhir/ServiceRequest", order(patient, "14749-6"))
                .json()
                .path("id")
                .asText();
        String group = """
                {"resourceType":"RequestGroup","status":"active","intent":"order","subject":{"reference":"Patient/%s"},\
                "contained":[%s],"action":[{"resource":{"reference":"#a"}},\
                {"action":[{"resource":{"reference":"ServiceRequest/%s"}}]}]}""".formatted(patient, order(patient, "2345-7").replaceFirst("\\{", "{\"id\":\"a\","), stored);
        Answer kept = scene.riverside.post("/fhir/RequestGroup", group);
        assertThat(kept.status()).as(kept.body()).isEqualTo(201);

        Answer before = scene.physician.post(RECOGNIZE, group);
        Answer after = scene.physician.get(
                "/fhir/RequestGroup/" + kept.json().path("id").asText() + "/$recognize");
        Answer missing = scene.physician.post(RECOGNIZE, group.replace(stored, "not-there"));

        assertThat(kinds(before)).isEqualTo("RECOGNISE RECOGNISE");
        assertThat(kinds(after)).isEqualTo("RECOGNISE RECOGNISE");
        assertThat(part(lines(after).get(1), "order")
                        .at("/valueReference/reference")
                        .asText())
                .isEqualTo("ServiceRequest/" + stored);
        assertThat(missing.status()).isEqualTo(404);
    }

    @Test
    void looksForNothingWhereAnOrderSaysNotToDoIt() {
        String patient = scene.patient("110101198503070198");
        scene.share(patient);
        String earlier = scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");
        String not = order(patient, "14749-6").replaceFirst("\\{", "{\"doNotPerform\":true,");
        String both = """
                {"resourceType":"Bundle","type":"collection","entry":[{"resource":%s},{"resource":%s}]}""".formatted(not, order(patient, "14749-6"));

        Answer alone = scene.physician.post(RECOGNIZE, not);
        Answer beside = scene.physician.post(RECOGNIZE, both);
        Answer hooked = sign(hook("order-sign", patient, not));
        Answer decided = scene.physician.post("/fhir/ServiceRequest/$recognize-decision", """
                {"resourceType":"Parameters","parameter":[{"name":"order","resource":%s},\
                {"name":"decision","valueCode":"recognise"},\
                {"name":"result","valueReference":{"reference":"Observation/%s"}}]}""".formatted(not, earlier));

        assertThat(kinds(alone)).isEmpty();
        assertThat(part(lines(alone).getFirst(), "text-en").path("valueString").asText())
                .contains("an order not to do this");
        assertThat(part(lines(alone).getFirst(), "text-zh").path("valueString").asText())
                .contains("不执行");
        assertThat(lines(beside)).hasSize(2);
        assertThat(kinds(beside)).isEqualTo("RECOGNISE");
        assertThat(lines(beside).getFirst().toString()).contains("text-en").doesNotContain("RECOGNISE", "Observation/");
        assertThat(hooked.body()).isEqualTo("{\"cards\":[]}");
        assertThat(decided.status()).as(decided.body()).isEqualTo(422);
        assertThat(decided.body()).contains("ServiceRequest.doNotPerform");
    }

    @Test
    void findsThePatientOfAnotherServerByThePrefetchedIdentifiers() {
        String patient = scene.patient("110101198503070171");
        scene.share(patient);
        scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");
        String call = hook("order-sign", "ehr-7", order("ehr-7", "14749-6"))
                .replaceFirst("\\{", "{\"fhirServer\":\"https://ehr.example.org/fhir\",");
        String known = prefetched(call, "110101198503070171");

        assertThat(sign(known).json().at("/cards/0/summary").asText())
                .isEqualTo("Glucose: earlier results may be relied on");
        assertThat(sign(prefetched(call, "nobody")).body()).isEqualTo("{\"cards\":[]}");
        assertThat(sign(call).status()).isEqualTo(400);
        assertThat(sign(known.replace("\"id\":\"ehr-7\"", "\"id\":\"ehr-8\"")).status())
                .isEqualTo(400);
    }

    private Answer sign(String call) {
        return scene.physician.post("/cds-services/hulian-recognition-sign", call, "Content-Type", "application/json");
    }

    private static String prefetched(String call, String national) {
        return call.replaceFirst("\\{", """
                {"prefetch":{"patient":{"resourceType":"Patient","id":"ehr-7","identifier":[{\
                "system":"http://hulian.org/fhir/identifier/national-id","value":"%s"}]}},""".formatted(national));
    }

    private static String local(String order) {
        return order.replace("http://loinc.org", SECOND);
    }

    /** Codes of the conditions that are told in words. */
    private static String words(JsonNode verdict) {
        StringBuilder told = new StringBuilder();
        for (JsonNode part : verdict.path("part")) {
            if (part.path("name").asText().equals("condition")
                    && part.toString().contains("text-zh")) {
                told.append(part(part, "code").path("valueCode").asText()).append(' ');
            }
        }
        return told.toString();
    }
}
