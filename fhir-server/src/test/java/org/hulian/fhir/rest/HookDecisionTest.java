package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hulian.fhir.rest.RecognitionScene.hook;
import static org.hulian.fhir.rest.RecognitionScene.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.TestHub;
import org.hulian.fhir.testing.TestIssuer;
import org.junit.jupiter.api.Test;

/** From a card to the decision it proposes, and what the physician's system tells of it. */
@QuarkusTest
@QuarkusTestResource(TestHub.class)
class HookDecisionTest {
    private final RecognitionScene scene = new RecognitionScene();
    private final TestIssuer issuer = scene.issuer;
    private final Calls hub = scene.hub;
    private final Calls physician = scene.physician;

    @Test
    void carriesTheDecisionReadyToBeTaken() {
        String patient = scene.patient("110101199003070273");
        scene.share(patient);
        scene.observe(patient, "14749-6", "2026-11-19T20:00:00+08:00", "5.6", "mmol/L", "3.9", "6.1");
        String call =
                hook("order-sign", patient, order(patient, "14749-6").replaceFirst("\\{", "{\"id\":\"draft-1\","));
        JsonNode card = physician
                .post("/cds-services/hulian-recognition-sign", call, "Content-Type", "application/json")
                .json()
                .at("/cards/0");
        JsonNode ready = card.at("/extension/org.hulian.recognize-decision");

        Answer lacking = physician.post(
                "/fhir/ServiceRequest/$recognize-decision",
                ready.path("override").toString());
        Answer accepted = physician.post(
                "/fhir/ServiceRequest/$recognize-decision", ready.path("accept").toString());

        assertThat(ready.path("url").asText()).endsWith("/fhir/ServiceRequest/$recognize-decision");
        assertThat(lacking.status()).isEqualTo(422);
        assertThat(lacking.body()).contains("patient-informed", "reason");
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(201);
        assertThat(accepted.body()).contains("\"name\":\"task\"", "\"name\":\"provenance\"");
        String repeated = ready.path("override").toString().replaceFirst("\\[", """
                [{"name":"reason","valueCode":"emergency"},\
                {"name":"patient-informed","valueDateTime":"2026-11-20T10:05:00+08:00"},""");
        assertThat(physician
                        .post("/fhir/ServiceRequest/$recognize-decision", repeated)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void keepsWhatBecameOfCardsInTheLog() {
        String card = "6f0a5a58-2d6b-4b0c-8b43-2d2b8a4ad0c1";
        String path = "/cds-services/hulian-recognition-sign/feedback";
        String accepted = """
                {"feedback":[{"card":"%1$s","outcome":"accepted","acceptedSuggestions":[{"id":"%1$s"}],\
                "outcomeTimestamp":"2026-11-20T10:00:00Z"},{"card":"%1$s","outcome":"overridden",\
                "overrideReason":{"reason":{"code":"emergency","system":"http://hulian.org/fhir/CodeSystem/repeat-reason"},\
                "userComment":"secret words"},"outcomeTimestamp":"2026-11-20T10:00:00Z"}]}""".formatted(card);

        assertThat(physician
                        .post(path, accepted, "Content-Type", "application/json")
                        .status())
                .isEqualTo(200);
        assertThat(physician.post(path, "{\"feedback\":[]}").status()).isEqualTo(400);
        assertThat(physician
                        .post(path, accepted.replace("\"emergency\"", "\"because\""))
                        .body())
                .contains("overrideReasons");
        assertThat(hub.post(path, accepted).status()).isEqualTo(401);
        assertThat(physician.post("/cds-services/other/feedback", accepted).status())
                .isEqualTo(404);
        List<String> queries = new ArrayList<>();
        for (JsonNode entity : hub.with(issuer.person("auditor1", "auditor"))
                .get("/fhir/AuditEvent?agent-name=physician&_count=200&_sort=-date")
                .json()
                .findValues("query")) {
            queries.add(new String(Base64.getDecoder().decode(entity.asText()), StandardCharsets.UTF_8));
        }
        assertThat(queries)
                .contains(
                        "cds-services/hulian-recognition-sign/feedback?card=" + card + "&outcome=accepted&suggestion="
                                + card,
                        "cds-services/hulian-recognition-sign/feedback?card=" + card
                                + "&outcome=overridden&reason=emergency")
                .noneMatch(query -> query.contains("secret words"));
    }
}
