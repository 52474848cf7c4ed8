package org.hulian.fhir.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** What a later message, an older one and one processed again may change, through the whole hub. */
@QuarkusTest
class FeedPrecedenceTest extends HubTest {
    private static final String RICH = "||李^娜^^^^^L~LI^NA^^^^^A||19850412|F|||人民路1号^^昆明^云南^650000||13800000001|||M";

    private final Calls first = hub.with(issuer.system("city-first"));
    private final Calls steward = hub.with(issuer.person("steward1", "steward"));

    @Test
    void aThinPatientSegmentBlanksNothingThatARegistrationSaid() {
        send("P1", registration("P1", "20261101080000", "P100", RICH));

        send("P2", result("P2", "20261102080000", "P100", "~HC900100^^^REGION^HC||李", "4.10"));

        JsonNode patient = patient("P100", "2");
        assertThat(patient.path("name")).hasSize(2);
        assertThat(patient.at("/name/0/given/0").asText()).isEqualTo("娜");
        assertThat(patient.path("birthDate").asText()).isEqualTo("1985-04-12");
        assertThat(patient.path("gender").asText()).isEqualTo("female");
        assertThat(patient.at("/address/0/city").asText()).isEqualTo("昆明");
        assertThat(patient.path("identifier").toString()).contains("P100", "HC900100");
    }

    @Test
    void aSegmentThatAddsNothingMakesNoVersion() {
        send("P3", registration("P3", "20261101080000", "P101", RICH));

        send("P4", result("P4", "20261102080000", "P101", "||王^芳||19900101|M", "4.20"));

        assertThat(patient("P101", "1").at("/name/0/family").asText()).isEqualTo("李");
    }

    @Test
    void aNewerRegistrationReplacesAndALateOneOnlyFillsGaps() {
        send("P5", registration("P5", "20261101080000", "P102", "||李^娜||19850412|F"));
        send("P6", registration("P6", "20261103080000", "P102", "||李^安娜||19850412|F"));
        assertThat(patient("P102", "2").at("/name/0/given/0").asText()).isEqualTo("安娜");

        send("P7", registration("P7", "20261102080000", "P102", "||李^娜||19850412|F|||人民路1号^^昆明"));

        JsonNode patient = patient("P102", "3");
        assertThat(patient.at("/name/0/given/0").asText()).isEqualTo("安娜");
        assertThat(patient.at("/address/0/city").asText()).isEqualTo("昆明");
    }

    @Test
    void withoutRegistrationsTheNewestStatementHoldsUnlessItSaysLess() {
        send("P8", result("P8", "20261102080000", "P103", "||李^娜||19850412", "4.30"));
        send("P9", result("P9", "20261103080000", "P103", "||李^安娜||1985|F", "4.30"));
        send("P10", result("P10", "20261101080000", "P103", "||李^旧名||19850413|M", "4.30"));

        JsonNode patient = patient("P103", "2");
        assertThat(patient.at("/name/0/given/0").asText()).isEqualTo("安娜");
        assertThat(patient.path("birthDate").asText()).isEqualTo("1985-04-12");
        assertThat(patient.path("gender").asText()).isEqualTo("female");
    }

    @Test
    void aMessageProcessedAgainUndoesNothingThatCameAfterIt() {
        String early = send("P11", corrected("P11", "20261101080000", "P", "5.0"))
                .path("id")
                .asText();
        send("P12", corrected("P12", "20261102080000", "C", "5.60"));
        JsonNode before = observation();

        assertThat(first.post("/feed/messages/" + early + "/$replay", "").status())
                .isEqualTo(200);
        FeedWatch.processed(steward, "P11");

        JsonNode after = observation();
        assertThat(after).isEqualTo(before);
        assertThat(after.at("/valueQuantity/value").asText()).isEqualTo("5.6");
        assertThat(after.path("status").asText()).isEqualTo("corrected");
    }

    @Test
    void aMessageProcessedAgainBringsNothingBackThatWasDeleted() {
        String id = send("P13", result("P13", "20261101080000", "P105", "||李^娜", "5.10"))
                .path("id")
                .asText();
        String observation = first.get("/fhir/Observation?patient="
                        + patient("P105", "1").path("id").asText())
                .ids()
                .getFirst();
        assertThat(first.delete("/fhir/Observation/" + observation).status()).isBetween(200, 204);

        first.post("/feed/messages/" + id + "/$replay", "");
        FeedWatch.processed(steward, "P13");

        assertThat(first.get("/fhir/Observation/" + observation).status()).isEqualTo(410);
    }

    private JsonNode observation() {
        return first.get("/fhir/Observation?patient="
                        + patient("P104", "1").path("id").asText())
                .json()
                .at("/entry/0/resource");
    }

    /** The sender's Patient under a record number, in a version. */
    private JsonNode patient(String number, String version) {
        JsonNode patient = first.get(
                        "/fhir/Patient?identifier=http://hulian.org/fhir/identifier/mrn/city-first%7C" + number)
                .json()
                .at("/entry/0/resource");
        assertThat(patient.at("/meta/versionId").asText())
                .as(patient.toString())
                .isEqualTo(version);
        return patient;
    }

    private JsonNode send(String controlId, String message) {
        Answer answer = first.send(
                "POST", "/feed", message.getBytes(UTF_8), "Content-Type", "x-application/hl7-v2+er7; charset=UTF-8");
        assertThat(answer.body()).contains("MSA|AA|" + controlId);
        JsonNode processed = FeedWatch.processed(steward, controlId);
        assertThat(processed.path("status").asText()).as(processed.toString()).isIn("processed", "warning");
        return processed;
    }

    private static String registration(String controlId, String sent, String number, String person) {
        return String.join(
                "\r",
                "MSH|^~\\&|HIS|CITY-FIRST|HULIAN|REGION|" + sent + "||ADT^A08^ADT_A01|" + controlId
                        + "|P|2.5||||||UNICODE UTF-8",
                "EVN|A08|" + sent,
                "PID|1||" + number + "^^^CITY-FIRST^MR" + person,
                "PV1|1|O",
                "");
    }

    private static String result(String controlId, String sent, String number, String person, String value) {
        return laboratory(controlId, sent, number, person, "F-" + controlId, "F", value);
    }

    /** The same result of one order, preliminary and corrected. */
    private static String corrected(String controlId, String sent, String status, String value) {
        return laboratory(controlId, sent, "P104", "||李^娜", "F-P104", status, value);
    }

    private static String laboratory(
            String controlId, String sent, String number, String person, String order, String status, String value) {
        return String.join(
                "\r",
                "MSH|^~\\&|LIS|CITY-FIRST|HULIAN|REGION|" + sent + "||ORU^R01|" + controlId
                        + "|P|2.5||||||UNICODE UTF-8",
                "PID|1||" + number + "^^^CITY-FIRST^MR" + person,
                "OBR|1||" + order + "|GLU^葡萄糖|||20261101080000|||||||||||||||20261101081000||CH|" + status,
                "OBX|1|NM|GLU^葡萄糖||" + value + "|mg/dL|70-110|N|||" + status + "|||20261101080000",
                "");
    }
}
