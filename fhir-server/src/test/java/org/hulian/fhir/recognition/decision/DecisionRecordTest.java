package org.hulian.fhir.recognition.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.junit.jupiter.api.Test;

/** What is left of a decision: who sees it, who may not touch it, and what the log says. */
@QuarkusTest
class DecisionRecordTest extends DecisionHub {
    @Test
    void keepsTheRecordOfDecisionsToTheOperation() {
        String patient = resident("D-guard");
        String result = result(patient, GLUCOSE, AT, "5.6");
        String order = order(patient, GLUCOSE);
        Answer decided = decide(order, recognise(result));
        String task = task(decided);
        String provenance = reference(decided, "provenance");
        String own = riverside.get("/fhir/" + task).body();
        String forged = own.replace(task.substring("Task/".length()), "forged-decision");
        String innocent = """
                {"resourceType":"Task","id":"%s","status":"draft","intent":"order","for":{"reference":"Patient/%s"}}""".formatted(task.substring("Task/".length()), patient);
        String patch = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"rejected\"}]";
        String bundle = """
                {"resourceType":"Bundle","type":"transaction","entry":[{"resource":%s,\
                "request":{"method":"PUT","url":"Task/forged-decision"}}]}""".formatted(forged);

        List<Answer> refused = List.of(
                riverside.put("/fhir/Task/forged-decision", forged),
                riverside.post("/fhir/Task", forged),
                riverside.put("/fhir/" + task, own.replace("\"completed\"", "\"rejected\"")),
                riverside.put("/fhir/" + task, innocent),
                riverside.send(
                        "PATCH",
                        "/fhir/" + task,
                        patch.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json-patch+json"),
                riverside.post("/fhir", bundle),
                riverside.delete("/fhir/" + task),
                riverside.delete("/fhir/" + provenance),
                riverside.put(
                        "/fhir/" + provenance,
                        riverside.get("/fhir/" + provenance).body().replace("\"recognised\"", "\"repeated\"")));

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("$recognize-decision");
        });
        assertThat(riverside.get("/fhir/" + task).header("ETag")).isEqualTo("W/\"1\"");
        assertThat(riverside.get("/fhir/Task/forged-decision").status()).isEqualTo(404);
        assertThat(first.delete("/fhir/" + task).status()).isEqualTo(404);
    }

    @Test
    void showsTheResidentWhatWasDecidedAndWhy() {
        String patient = resident("D-9");
        result(patient, GLUCOSE, AT, "5.6");
        String order = order(patient, GLUCOSE);
        decide(order, repeat("before-major-measure", ""));
        Calls self = hub.with(issuer.resident(patient));

        Answer tasks = self.get("/fhir/Task?patient=Patient/" + patient + "&code=decide");
        Answer notices = self.get("/fhir/Communication?recipient=Patient/" + patient);

        assertThat(tasks.ids()).as(tasks.body()).hasSize(1);
        assertThat(tasks.body()).contains("before-major-measure", "手术、输血");
        assertThat(notices.ids()).hasSize(1);
    }

    @Test
    void leavesTheFactsInTheSignedLogAndAlsoRefusals() {
        String patient = resident("D-10");
        String result = result(patient, GLUCOSE, AT, "5.6");
        String order = order(patient, GLUCOSE);
        Calls second = hub.with(issuer.member("physician-second", "physician", "city-second"));

        Answer foreign = second.post("/fhir/ServiceRequest/" + order + "/$recognize-decision", repeat("emergency", ""));
        decide(order, recognise(result));

        assertThat(foreign.status()).isEqualTo(404);
        JsonNode log = auditor.get("/fhir/AuditEvent?patient=Patient/" + patient + "&_count=50")
                .json();
        List<String> queries = new ArrayList<>();
        for (JsonNode entry : log.path("entry")) {
            for (JsonNode entity : entry.at("/resource/entity")) {
                queries.add(new String(
                        Base64.getDecoder().decode(entity.path("query").asText()), StandardCharsets.UTF_8));
            }
        }
        assertThat(queries)
                .anySatisfy(query -> assertThat(query)
                        .contains(
                                "ServiceRequest/" + order + "/$recognize-decision?decision=recognise",
                                "&item=",
                                "&result=Observation/" + result,
                                "&rules="));
    }

    @Test
    void leavesTheDecisionToThoseWhoMayChangeTheOrder() {
        String patient = resident("D-11");
        String result = result(patient, GLUCOSE, AT, "5.6");
        String order = order(patient, GLUCOSE);

        assertThat(hub.with(issuer.resident(patient))
                        .post("/fhir/ServiceRequest/" + order + "/$recognize-decision", recognise(result))
                        .status())
                .isEqualTo(403);
        assertThat(hub.post("/fhir/ServiceRequest/" + order + "/$recognize-decision", recognise(result))
                        .status())
                .isEqualTo(401);
        assertThat(status(order)).isEqualTo("active");
    }
}
