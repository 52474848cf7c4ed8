package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.TestHub;
import org.hulian.fhir.testing.TestIssuer;
import org.junit.jupiter.api.Test;

/** From a message to another institution's physician, through the whole hub. */
@QuarkusTest
@QuarkusTestResource(TestHub.class)
class FeedJourneyTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final TestIssuer issuer = TestIssuer.shared();
    private final Calls hub = Calls.to(
            "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));
    private final Calls second = hub.with(issuer.system("city-second"));
    private final Calls first = hub.with(issuer.system("city-first"));
    private final Calls steward = hub.with(issuer.person("steward1", "steward"));
    private final Calls riverside = hub.with(issuer.member("physician-riverside", "physician", "riverside"));

    @Test
    void aResultReachesAnotherInstitutionByTheResidentsLeave() throws IOException {
        try (MllpClient client = new MllpClient(TestHub.mllpPort())) {
            String result = Messages.glucose("J1").replace("S0001", "S0777").replace("~11010519491231002X^^^NI^NI", "");
            assertThat(client.send(result, GB18030)).contains("MSA|AA|J1");
        }
        JsonNode message = processed("J1");
        assertThat(message.path("status").asText()).isIn("processed", "warning");

        String patient = second.get(
                        "/fhir/Patient?identifier=http://hulian.org/fhir/identifier/mrn/city-second%7CS0777")
                .json()
                .at("/entry/0/resource/id")
                .asText();
        String search = "/fhir/Observation?patient=" + patient + "&code=http://loinc.org%7C14749-6";
        assertThat(found(riverside, search)).isZero();

        Calls resident = hub.with(issuer.resident(patient));
        Answer consent = resident.post("/fhir/Consent", consent(patient));
        assertThat(consent.status()).as(consent.body()).isEqualTo(201);

        JsonNode observation = riverside.get(search).json().at("/entry/0/resource");
        assertThat(observation.toString()).contains("14749-6", "GLU-K", "葡萄糖", "\"value\":5.6", "mmol/L");
        String id = observation.path("id").asText();
        assertThat(riverside.get("/fhir/Provenance?target=Observation/" + id).body())
                .contains(message.path("id").asText());

        String withdrawn = consent.json().path("id").asText();
        assertThat(resident.put(
                                "/fhir/Consent/" + withdrawn,
                                consent(patient)
                                        .replace("\"active\"", "\"inactive\"")
                                        .replace("\"Consent\",", "\"Consent\",\"id\":\"" + withdrawn + "\","))
                        .status())
                .isEqualTo(200);
        assertThat(found(riverside, search)).isZero();
    }

    @Test
    void recordsOfTwoSendersAreOnePerson() throws IOException {
        try (MllpClient client = new MllpClient(TestHub.mllpPort())) {
            assertThat(client.send(Messages.glucose("K1"), GB18030)).contains("MSA|AA|K1");
        }
        String registration = Messages.registration("K2", "19491231")
                .replace("F0001^^^CITY-FIRST^MR", "F0001^^^CITY-FIRST^MR~11010519491231002X^^^NI^NI");
        Answer answer = first.send(
                "POST",
                "/feed",
                registration.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "Content-Type",
                "x-application/hl7-v2+er7; charset=UTF-8",
                "Accept",
                "x-application/hl7-v2+er7");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("MSA|AA|K2");
        processed("K1");
        processed("K2");

        String own = first.get("/fhir/Patient?identifier=http://hulian.org/fhir/identifier/mrn/city-first%7CF0001")
                .json()
                .at("/entry/0/resource/id")
                .asText();
        // The record of city-first and the results of city-second belong to one person; the sender sees its own.
        assertThat(found(second, "/fhir/Observation?patient=" + own + "&code=http://loinc.org%7C14749-6"))
                .isPositive();
    }

    @Test
    void theOriginalIsKeptForItsSender() throws IOException {
        try (MllpClient client = new MllpClient(TestHub.mllpPort())) {
            client.send(Messages.glucose("B1"), GB18030);
        }
        String id = processed("B1").path("id").asText();

        JsonNode binary = second.get("/fhir/Binary/" + id).json();

        assertThat(Base64.getDecoder().decode(binary.path("data").asText()))
                .isEqualTo(Messages.glucose("B1").getBytes(GB18030));
        assertThat(riverside.get("/fhir/Binary/" + id).status()).isEqualTo(404);
        assertThat(first.get("/feed/messages/" + id).status()).isEqualTo(404);
        assertThat(second.get("/feed/messages/" + id).json().path("trace")).isNotEmpty();
        Answer content = steward.get("/feed/messages/" + id + "/content");
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.header("Content-Disposition")).isEqualTo("attachment");
    }

    @Test
    void theFeedRefusesWithAnOutcomeWhatIsNoMessageOfASender() {
        byte[] message = Messages.glucose("Q1").getBytes(GB18030);

        assertThat(hub.send("POST", "/feed", message, "Content-Type", "application/hl7-v2")
                        .status())
                .isEqualTo(401);
        assertThat(riverside
                        .send("POST", "/feed", message, "Content-Type", "application/hl7-v2")
                        .status())
                .isEqualTo(403);
        assertThat(second.send("POST", "/feed", message, "Content-Type", "application/pdf")
                        .status())
                .isEqualTo(415);
        assertThat(first.send("POST", "/feed", message, "Content-Type", "application/hl7-v2")
                        .body())
                .contains("MSA|AR|Q1");
        assertThat(steward.get("/feed/messages?status=nonsense").status()).isEqualTo(400);
        assertThat(steward.get("/feed/messages?sender=nowhere").status()).isEqualTo(400);
        assertThat(steward.get("/feed/messages/not-an-id").status()).isEqualTo(404);
        assertThat(steward.get("/feed/unmapped").status()).isEqualTo(200);
    }

    private JsonNode processed(String controlId) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            for (JsonNode message :
                    steward.get("/feed/messages?count=200").json().path("messages")) {
                if (message.path("controlId").asText().equals(controlId)
                        && !message.path("status").asText().matches("received|deferred")) {
                    assertThat(message.path("status").asText())
                            .as(message.toString())
                            .isIn("processed", "warning");
                    return message;
                }
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("message " + controlId + " was not processed");
    }

    private static int found(Calls caller, String search) {
        Answer answer = caller.get(search);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("entry").size();
    }

    private static String consent(String patient) {
        return """
                {"resourceType":"Consent","status":"active",
                 "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
                   "code":"patient-privacy"}]},
                 "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
                 "patient":{"reference":"Patient/%s"},"dateTime":"2026-11-20",
                 "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},
                 "provision":{"type":"permit",
                   "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                     "code":"IRCP"}]},"reference":{"reference":"Organization/riverside"}}],
                   "class":[{"system":"http://hulian.org/fhir/CodeSystem/record-category","code":"laboratory"}]}}
                """.formatted(patient);
    }
}
