package org.hulian.fhir.recognition.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hulian.fhir.testing.Answer;
import org.junit.jupiter.api.Test;

/** Decisions on orders from the outside: what is written, and that only one stands. */
@QuarkusTest
class DecisionTest extends DecisionHub {
    @Test
    void recognisesAnEarlierResultInOneStepAndClosesTheOrder() {
        String patient = resident("D-1");
        String result = result(patient, GLUCOSE, AT, "5.6");
        String order = order(patient, GLUCOSE);

        Answer answer = decide(order, recognise(result));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode stored = physician.get("/fhir/ServiceRequest/" + order).json();
        assertThat(stored.path("status").asText()).isEqualTo("revoked");
        assertThat(stored.at("/supportingInfo/0/reference").asText()).isEqualTo("Observation/" + result);
        assertThat(stored.at("/extension/0/valueCodeableConcept/coding/0/code").asText())
                .isEqualTo("recognised");
        assertThat(stored.at("/note/0/text").asText()).contains("Observation/" + result);
        JsonNode task = physician.get("/fhir/" + task(answer)).json();
        assertThat(task.path("status").asText()).isEqualTo("completed");
        assertThat(task.at("/output/0/valueReference/reference").asText()).isEqualTo("Observation/" + result);
        assertThat(task.at("/owner/identifier/value").asText()).isEqualTo("physician-riverside");
        JsonNode provenance =
                physician.get("/fhir/" + reference(answer, "provenance")).json();
        assertThat(provenance.at("/entity/0/what/reference").asText()).isEqualTo("Observation/" + result);
        assertThat(provenance.at("/agent/0/onBehalfOf/reference").asText()).isEqualTo("Organization/riverside");
    }

    @Test
    void repeatsForALawfulReasonThePatientWasTold() {
        String patient = resident("D-2");
        result(patient, GLUCOSE, AT, "5.6");
        String order = order(patient, GLUCOSE);

        Answer answer = decide(order, repeat("emergency", ""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode stored = physician.get("/fhir/ServiceRequest/" + order).json();
        assertThat(stored.path("status").asText()).isEqualTo("active");
        assertThat(stored.at("/reasonCode/0/coding/0/code").asText()).isEqualTo("emergency");
        JsonNode task = physician.get("/fhir/" + task(answer)).json();
        assertThat(task.path("status").asText()).isEqualTo("rejected");
        assertThat(task.at("/statusReason/coding/0/code").asText()).isEqualTo("emergency");
        JsonNode notice = physician.get("/fhir/" + reference(answer, "notice")).json();
        assertThat(notice.path("status").asText()).isEqualTo("completed");
        assertThat(notice.path("sent").asText()).isEqualTo("2026-11-20T02:05:00Z");
        assertThat(notice.at("/recipient/0/reference").asText()).isEqualTo("Patient/" + patient);
        assertThat(notice.at("/payload/0/contentString").asText()).contains("Emergency", "急诊");
    }

    @Test
    void asksForExactlyOneReasonForTheNoticeAndForWordsWithOther() {
        String patient = resident("D-3");
        result(patient, GLUCOSE, AT, "5.6");
        String order = order(patient, GLUCOSE);
        String second = ",{\"name\":\"reason\",\"valueCode\":\"emergency\"}";
        String words = ",{\"name\":\"reason-text\",\"valueString\":\"比对两种方法\"}";

        assertThat(decide(order, repeat("emergency", second)).status()).isEqualTo(422);
        assertThat(decide(order, repeat("because", "")).body()).contains("condition-changed", "other-need");
        assertThat(decide(order, repeat("other-need", "")).body()).contains("reason-text is needed");
        assertThat(decide(order, repeat("other-need", words.replace("比对两种方法", "长".repeat(2_001))))
                        .body())
                .contains("1 to 2000 characters");
        assertThat(decide(order, repeat("emergency", "").replace("2026-11-20T10:05:00+08:00", "2126-01-01T00:00:00Z"))
                        .body())
                .contains("patient-informed");
        assertThat(decide(order, "{\"resourceType\":\"Parameters\"}").body()).contains("recognise or repeat");
        assertThat(decide(order, "{\"resourceType\":\"Patient\"}").status()).isEqualTo(400);
        assertThat(decide(order, recognise()).body()).contains("Parameters.parameter('result')");
        assertThat(decide(order, repeat("emergency", "").replace("\"decision\"", "\"x\""))
                        .status())
                .isEqualTo(422);
        Answer other = decide(order, repeat("other-need", words));
        assertThat(other.status()).as(other.body()).isEqualTo(200);
        assertThat(physician
                        .get("/fhir/" + task(other))
                        .json()
                        .at("/note/0/text")
                        .asText())
                .isEqualTo("比对两种方法");
    }

    @Test
    void refusesAResultTheEngineDoesNotRecogniseNowAndSaysWhy() {
        String patient = resident("D-4");
        String stale = result(patient, GLUCOSE, "2026-01-18T08:00:00+08:00", "5.7");
        String order = order(patient, GLUCOSE);

        Answer answer = physician.post(
                "/fhir/ServiceRequest/" + order + "/$recognize-decision", recognise(stale), "Accept-Language", "zh");
        Answer unknown = decide(order, recognise("nothing"));
        Answer needless = decide(order, repeat("emergency", ""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.issue()).isEqualTo("business-rule");
        assertThat(answer.body()).contains("fresh", "不可互认");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.issue()).isEqualTo("not-found");
        assertThat(needless.body()).contains("the test needs no reason");
    }

    @Test
    void closesAPanelOnlyWhenEveryLineIsAnswered() {
        String patient = resident("D-5");
        String order = order(patient, "24331-1");
        String cholesterol = result(patient, "14647-2", AT, "4.5");

        Answer one = decide(order, recognise(cholesterol));

        assertThat(one.status()).as(one.body()).isEqualTo(200);
        assertThat(status(order)).isEqualTo("active");

        String triglycerides = result(patient, "14927-8", AT, "1.5");
        String hdl = result(patient, "14646-4", AT, "1.2");
        String ldl = result(patient, "22748-8", AT, "2.6");
        Answer rest = decide(order, recognise(triglycerides, hdl, ldl));

        assertThat(rest.status()).as(rest.body()).isEqualTo(200);
        assertThat(parts(rest.json().path("parameter"), "line")).hasSize(3);
        assertThat(status(order)).isEqualTo("revoked");
    }

    @Test
    void letsOnlyOneOfTwoDecisionsOnALineStand() throws Exception {
        String patient = resident("D-6");
        String result = result(patient, GLUCOSE, AT, "5.6");
        String order = order(patient, GLUCOSE);
        List<Callable<Integer>> rivals = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rivals.add(() -> decide(order, recognise(result)).status());
            rivals.add(() -> decide(order, repeat("emergency", "")).status());
        }

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(rivals.size())) {
            for (Future<Integer> done : threads.invokeAll(rivals)) {
                statuses.add(done.get());
            }
        }

        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(physician.get("/fhir/Task?focus=ServiceRequest/" + order).ids())
                .hasSize(1);
        assertThat(physician
                        .get("/fhir/Provenance?target=ServiceRequest/" + order)
                        .ids())
                .hasSize(1);
    }

    @Test
    void answersASecondDecisionOnALineWithAConflict() {
        String patient = resident("D-7");
        String result = result(patient, GLUCOSE, AT, "5.6");
        String order = order(patient, GLUCOSE);
        assertThat(decide(order, repeat("changes-fast", "")).status()).isEqualTo(200);

        Answer again = decide(order, repeat("emergency", ""));
        Answer recognised = decide(order, recognise(result));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("decided already");
        assertThat(recognised.status()).isEqualTo(409);
    }

    @Test
    void takesTheDraftOfACardTogetherWithItsDecision() {
        String patient = resident("D-8");
        String result = result(patient, GLUCOSE, AT, "5.6");
        String draft = orderBody(patient, GLUCOSE, "2026-11-20T10:00:00+08:00").replace("\"active\"", "\"draft\"");
        String decision = recognise(result)
                .replace("\"parameter\":[", "\"parameter\":[{\"name\":\"order\",\"resource\":" + draft + "},");

        Answer answer = physician.post("/fhir/ServiceRequest/$recognize-decision", decision);
        Answer without = physician.post("/fhir/ServiceRequest/$recognize-decision", recognise(result));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(status(reference(answer, "order").substring("ServiceRequest/".length())))
                .isEqualTo("revoked");
        assertThat(without.status()).isEqualTo(422);
    }
}
