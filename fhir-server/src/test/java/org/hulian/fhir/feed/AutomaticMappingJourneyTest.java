package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.Charset;
import java.util.Locale;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** A code the hub is sure of is taken over without a steward, reaches what is stored already, and can be looked at after. */
@QuarkusTest
class AutomaticMappingJourneyTest extends HubTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** Records there must be before the hub takes a code over: the hub's own default. */
    private static final int ENOUGH = 20;

    private final Calls steward = hub.with(issuer.person("steward1", "steward"));

    @Test
    void whatIsSureIsTakenOverReachesStoredResultsAndIsConfirmedOrTakenBack() {
        for (int i = 1; i <= ENOUGH; i++) {
            send("AM" + i, "MCV-X1", "Mean corpuscular volume", 85 + i / 4.0, "fL", "80-100");
            send("AH" + i, "MCH-X1", "Mean corpuscular hemoglobin", 28 + i / 8.0, "pg", "27-34");
            if (i < ENOUGH) {
                send("AN" + i, "MCV-X2", "Mean corpuscular volume", 85 + i / 4.0, "fL", "80-100");
            }
        }
        String volume = observation("MCV-X1");
        String mass = observation("MCH-X1");

        FeedWatch.until("both are taken over", () -> isAutomatic("MCV-X1") && isAutomatic("MCH-X1"));
        assertThat(isAutomatic("MCV-X2")).as("one record is missing").isFalse();
        FeedWatch.until(
                "what was stored carries LOINC",
                () -> code(volume).contains("787-2") && code(mass).contains("785-6"));

        assertThat(code(volume)).contains("MCV-X1");
        Answer map = physician.get("/fhir/ConceptMap/mapping-city-second");
        assertThat(map.body()).contains("MCV-X1", "787-2", "StructureDefinition/taken-over-automatically");
        send("AM99", "MCV-X1", "Mean corpuscular volume", 91.5, "fL", "80-100");
        assertThat(code(observation("MCV-X1"))).contains("787-2");

        review("MCV-X1", "approve");
        review("MCH-X1", "reject");

        assertThat(work("MCV-X1", "in-force").size()).isEqualTo(1);
        FeedWatch.until(
                "what was taken back leaves the results", () -> !code(mass).contains("785-6"));
        assertThat(code(mass)).contains("MCH-X1");
        assertThat(code(volume)).contains("787-2");

        Answer retired = steward.post(
                "/fhir/ConceptMap/$retire",
                parameters("MCV-X1", "{\"name\":\"comment\",\"valueString\":\"another method\"}"));
        assertThat(retired.status()).as(retired.body()).isEqualTo(200);
        send("AM100", "MCV-X1", "Mean corpuscular volume", 90.5, "fL", "80-100");
        assertThat(code(observation("MCV-X1"))).doesNotContain("787-2");
        assertThat(code(volume)).contains("787-2");
    }

    private void review(String code, String decision) {
        Answer reviewed = steward.post(
                "/fhir/ConceptMap/$review",
                parameters(
                        code,
                        "{\"name\":\"decision\",\"valueCode\":\"" + decision
                                + "\"},{\"name\":\"comment\",\"valueString\":\"looked at\"}"));
        assertThat(reviewed.status()).as(reviewed.body()).isEqualTo(200);
    }

    private boolean isAutomatic(String code) {
        return work(code, "automatic").toString().contains("taken-over-automatically");
    }

    private JsonNode work(String code, String phase) {
        Answer answer = steward.get("/fhir/ConceptMap/$work?sender=city-second&code=" + code + "&phase=" + phase);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("entry");
    }

    /** The last one stored, by the sender's own code. */
    private String observation(String code) {
        Answer found = hospital.get("/fhir/Observation?code=http://hulian.org/fhir/codes/city-second%7C" + code
                + "&_sort=-_lastUpdated&_count=1");
        return found.json().at("/entry/0/resource/id").asText();
    }

    private String code(String observation) {
        return hospital.get("/fhir/Observation/" + observation)
                .json()
                .path("code")
                .toString();
    }

    private static String parameters(String code, String more) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"sender\",\"valueCode\":\"city-second\"},"
                + "{\"name\":\"code\",\"valueCode\":\"" + code + "\"}," + more + "]}";
    }

    private void send(String controlId, String code, String name, double value, String unit, String range) {
        String message = String.join(
                "\r",
                "MSH|^~\\&|LIS|CITY-SECOND|HULIAN|REGION|20261120081500||ORU^R01|" + controlId + "|P|2.4||||||GB18030",
                "PID|1||AUTO1^^^CITY-SECOND^MR||张^伟||19491231|M",
                "OBR|1|P-" + controlId + "|F-" + controlId
                        + "|XCG-K^血常规|||20261120080000|||||||||||||||20261120081000||HM|F",
                "OBX|1|NM|" + code + "^" + name + "||" + String.format(Locale.ROOT, "%.2f", value) + "|" + unit + "|"
                        + range + "|N|||F|||20261120080000",
                "SPM|1|||BLD^Blood",
                "");
        Answer answer =
                hospital.send("POST", "/feed", message.getBytes(GB18030), "Content-Type", "x-application/hl7-v2+er7");
        assertThat(answer.body()).contains("MSA|AA|" + controlId);
        FeedWatch.processed(steward, controlId);
    }
}
