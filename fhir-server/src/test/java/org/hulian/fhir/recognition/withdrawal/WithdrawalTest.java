package org.hulian.fhir.recognition.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.hulian.fhir.recognition.RecognitionHub;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.junit.jupiter.api.Test;

/** What happens to those who relied on a result when it changes, or when its laboratory loses its assessment. */
@QuarkusTest
class WithdrawalTest extends RecognitionHub {
    private static final String AT = "2026-11-19T20:00:00+08:00";

    private final Calls laboratory = hub.with(issuer.system("county-lab"));

    @Test
    void tellsWhoReliedOnAResultThatIsTakenBack() {
        String patient = resident("W-1");
        String result = result(patient, GLUCOSE, AT, "5.6");
        String order = recognised(patient, result, "2026-11-20T10:00:00+08:00");

        update(first, result, "\"status\":\"final\"", "\"status\":\"entered-in-error\"");

        Eventually.equal(() -> "withdrawn", () -> standing(order));
        JsonNode notice = notices(order).getFirst();
        assertThat(notice.at("/reasonCode/0/coding/0/code").asText()).isEqualTo("retracted");
        assertThat(notice.at("/about/0/reference").asText()).isEqualTo("Observation/" + result);
        assertThat(notice.path("recipient").toString())
                .contains("Organization/riverside", "Practitioner/riverside-doctor", "physician-riverside");
        assertThat(notice.at("/payload/0/contentString").asText()).contains("took the result back", "已撤回");
        assertThat(hub.with(issuer.resident(patient))
                        .get("/fhir/Communication?based-on=ServiceRequest/" + order)
                        .ids())
                .hasSize(1);
        assertThat(auditor.get("/fhir/AuditEvent?patient=Patient/" + patient + "&_count=100")
                        .body())
                .contains("Communication/" + notice.path("id").asText());
    }

    @Test
    void withdrawsACorrectedValueOnceAndLetsOtherChangesBe() {
        String patient = resident("W-2");
        String result = result(patient, GLUCOSE, AT, "5.6");
        String other = result(patient, "14647-2", AT, "4.4");
        String order = recognised(patient, result, "2026-11-20T10:00:00+08:00");
        String lipid =
                id(riverside.post("/fhir/ServiceRequest", orderBody(patient, "14647-2", "2026-11-20T10:00:00+08:00")));
        decide(lipid, recognise(other));

        update(first, other, "\"status\":\"final\"", "\"note\":[{\"text\":\"复核无误\"}],\"status\":\"final\"");
        update(first, result, "5.6", "6.5");

        Eventually.equal(() -> "withdrawn", () -> standing(order));
        update(first, result, "\"status\":\"final\"", "\"status\":\"corrected\"");
        Eventually.equal(() -> 1, () -> notices(order).size());
        assertThat(notices(order).getFirst().at("/reasonCode/0/coding/0/code").asText())
                .isEqualTo("corrected");
        assertThat(standing(lipid)).isEmpty();
    }

    @Test
    void listsWhoReliedToTheLaboratoryAndToOthersOnlyThemselves() {
        String patient = resident("W-3");
        String result = result(patient, GLUCOSE, AT, "5.6");
        String order = recognised(patient, result, "2026-11-20T10:00:00+08:00");
        String path = "/fhir/Observation/" + result + "/$relied-on";

        JsonNode all =
                parts(first.get(path).json().path("parameter"), "reliance").getFirst();

        assertThat(part(all.path("part"), "order")
                        .at("/valueReference/reference")
                        .asText())
                .isEqualTo("ServiceRequest/" + order);
        assertThat(part(all.path("part"), "institution")
                        .at("/valueReference/reference")
                        .asText())
                .isEqualTo("Organization/riverside");
        assertThat(part(all.path("part"), "standing").path("valueCode").asText())
                .isEqualTo("relied");
        assertThat(parts(physician.get(path).json().path("parameter"), "reliance"))
                .hasSize(1);
        assertThat(parts(hub.with(issuer.resident(patient)).get(path).json().path("parameter"), "reliance"))
                .hasSize(1);
        assertThat(hub.with(issuer.system("city-second")).get(path).status()).isEqualTo(404);
        assertThat(auditor.get(path).status()).isEqualTo(403);
    }

    @Test
    void flagsResultsFromBetweenAssessmentsAndWithdrawsThoseAfterTheLoss() {
        String patient = resident("W-4", laboratory);
        String result = id(laboratory.post(
                "/fhir/Observation", observation(patient, GLUCOSE, "2026-08-10T08:00:00+08:00", "5.6", "final")));
        String order = recognised(patient, result, "2026-08-10T12:00:00+08:00");

        lose("2026-08-15");
        Eventually.equal(() -> "doubt", () -> standing(order));

        lose("2026-08-05");
        Eventually.equal(() -> "withdrawn", () -> standing(order));
        assertThat(notices(order).stream()
                        .map(notice -> notice.at("/reasonCode/0/coding/0/code").asText()))
                .containsExactlyInAnyOrder("assessment-in-doubt", "assessment-lost");
        String second =
                id(riverside.post("/fhir/ServiceRequest", orderBody(patient, GLUCOSE, "2026-08-10T13:00:00+08:00")));
        assertThat(decide(second, recognise(result)).body()).contains("mark");
    }

    /** The county laboratory fails its assessment for everything. */
    private void lose(String day) {
        ObjectNode library = (ObjectNode)
                steward.get("/fhir/Library/recognition-rules/_history/1").json();
        for (JsonNode content : library.path("content")) {
            if (content.path("title").asText().equals("certificates.yaml")) {
                String text = new String(
                        Base64.getDecoder().decode(content.path("data").asText()), StandardCharsets.UTF_8);
                String lost = text.replaceFirst(
                        "(laboratory: county-lab\\n(?:.*\\n)*?    through: [0-9-]+\\n)", "$1    lost: " + day + "\n");
                assertThat(lost).isNotEqualTo(text);
                ((ObjectNode) content)
                        .put("data", Base64.getEncoder().encodeToString(lost.getBytes(StandardCharsets.UTF_8)));
            }
        }
        library.put("version", "county-lab lost " + day);
        Answer put = steward.put("/fhir/Library/recognition-rules", library.toString());
        assertThat(put.status()).as(put.body()).isEqualTo(200);
    }

    private String recognised(String patient, String result, String at) {
        String order = id(riverside.post("/fhir/ServiceRequest", orderBody(patient, GLUCOSE, at)));
        Answer decided = decide(order, recognise(result));
        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
        return order;
    }

    private static void update(Calls sender, String result, String from, String to) {
        String body = sender.get("/fhir/Observation/" + result).body();
        assertThat(body).contains(from);
        Answer updated = sender.put("/fhir/Observation/" + result, body.replace(from, to));
        assertThat(updated.status()).as(updated.body()).isEqualTo(200);
    }

    private String standing(String order) {
        return physician
                .get("/fhir/Task?focus=ServiceRequest/" + order)
                .json()
                .at("/entry/0/resource/businessStatus/coding/0/code")
                .asText();
    }

    private List<JsonNode> notices(String order) {
        JsonNode bundle = physician
                .get("/fhir/Communication?based-on=ServiceRequest/" + order + "&category=withdrawal")
                .json();
        return bundle.path("entry").findValues("resource");
    }
}
