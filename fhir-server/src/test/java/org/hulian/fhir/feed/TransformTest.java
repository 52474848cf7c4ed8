package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** {@code $transform}: a message is mapped as the feed maps it, and nothing of it is kept. */
@QuarkusTest
class TransformTest extends HubTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final Calls steward = hub.with(issuer.person("steward1", "steward"));
    private final Calls other = hub.with(issuer.system("city-first"));

    private static String input(String message, String... more) {
        ObjectNode parameters = JSON.createObjectNode().put("resourceType", "Parameters");
        ArrayNode all = parameters.putArray("parameter");
        all.addObject().put("name", "inputData").put("valueString", message);
        for (int i = 0; i < more.length; i += 2) {
            all.addObject().put("name", more[i]).put("valueCode", more[i + 1]);
        }
        return parameters.toString();
    }

    private static JsonNode named(Answer answer, String name) {
        for (JsonNode parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError("no " + name + " in " + answer.status() + " " + answer.body());
    }

    @Test
    void answersTheBundleItsTraceAndItsProblemsAndKeepsNothing() {
        String before = steward.get("/feed/messages").body();

        Answer answer = hospital.post(
                "/fhir/$transform",
                input(Messages.glucose("T1", "5.60").replace("S0001", "S0T01"), "inputDataType", "Hl7v2"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(named(answer, "type").path("valueString").asText()).isEqualTo("ORU^R01");
        assertThat(named(answer, "status").path("valueCode").asText()).isIn("processed", "warning");
        assertThat(named(answer, "bundle").at("/resource/type").asText()).isEqualTo("transaction");
        assertThat(answer.body()).contains("\"value\":5.60", "张");
        assertThat(named(answer, "coverage").at("/part/1/valueInteger").asInt()).isPositive();
        assertThat(named(answer, "trace").toString()).contains("Bundle.entry", "messages/ORU_R01");
        assertThat(steward.get("/feed/messages").body()).isEqualTo(before);
        assertThat(hospital.get(
                                "/fhir/Patient?identifier=http://hulian.org/fhir/identifier/mrn/city-second%7CS0T01&_summary=count")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void givesTheIdsTheFeedWouldGiveToTheSameBytes() throws IOException {
        String message = Messages.glucose("T2").replace("S0001", "S0T02");
        String binary = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"inputData\",\"resource\":{"
                + "\"resourceType\":\"Binary\",\"contentType\":\"x-application/hl7-v2+er7\",\"data\":\""
                + Base64.getEncoder().encodeToString(message.getBytes(GB18030)) + "\"}}]}";

        List<String> byText = ids(hospital.post("/fhir/$transform", input(message)));
        List<String> byBytes = ids(hospital.post("/fhir/$transform", binary));
        Answer taken =
                hospital.send("POST", "/feed", message.getBytes(GB18030), "Content-Type", "x-application/hl7-v2+er7");

        assertThat(taken.body()).contains("MSA|AA|T2");
        assertThat(byText).isEqualTo(byBytes).isNotEmpty();
        String observation = byText.stream()
                .filter(id -> id.startsWith("Observation/"))
                .findFirst()
                .orElseThrow();
        Eventually.equal(() -> 200, () -> hospital.get("/fhir/" + observation).status());
    }

    private static List<String> ids(Answer answer) {
        List<String> ids = new ArrayList<>();
        named(answer, "bundle")
                .at("/resource/entry")
                .forEach(entry -> ids.add(entry.at("/resource/resourceType").asText() + "/"
                        + entry.at("/resource/id").asText()));
        return ids;
    }

    @Test
    void saysWhatIsWrongWithAMessage() {
        Answer unknown =
                steward.post("/fhir/$transform", input(Messages.glucose("T3").replace("ORU^R01", "ZZZ^Z01")));
        Answer broken = steward.post("/fhir/$transform", input("PID|1", "sender", "city-second"));

        assertThat(named(unknown, "status").path("valueCode").asText()).isEqualTo("conversion_error");
        assertThat(named(unknown, "problem").toString()).contains("TYPE_UNSUPPORTED", "MSH-9");
        assertThat(broken.status()).as(broken.body()).isEqualTo(200);
        assertThat(named(broken, "problem").path("part").size()).isGreaterThan(2);
    }

    @Test
    void isForStewardsOperatorsAndTheSendersOwnSoftware() {
        String message = input(Messages.glucose("T4"));
        String asFirst = input(Messages.glucose("T4"), "sender", "city-first");

        assertThat(hospital.post("/fhir/$transform", message).status()).isEqualTo(200);
        assertThat(steward.post("/fhir/$transform", asFirst).status()).isEqualTo(200);
        assertThat(hub.with(issuer.person("op", "operator"))
                        .post("/fhir/$transform", message)
                        .status())
                .isEqualTo(200);
        assertThat(hospital.post("/fhir/$transform", asFirst).status()).isEqualTo(403);
        assertThat(other.post("/fhir/$transform", message).status()).isEqualTo(403);
        assertThat(physician.post("/fhir/$transform", message).status()).isEqualTo(403);
        assertThat(hub.post("/fhir/$transform", message).status()).isEqualTo(401);
    }

    @Test
    void refusesInputItDoesNotKnow() {
        Answer type = steward.post("/fhir/$transform", input("x", "inputDataType", "Ccda"));
        Answer sender = steward.post("/fhir/$transform", input(Messages.glucose("T5"), "sender", "nowhere"));
        Answer none = steward.post("/fhir/$transform", "{\"resourceType\":\"Parameters\"}");
        Answer more = steward.post("/fhir/$transform", input("x", "colour", "red"));

        assertThat(type.status()).isEqualTo(400);
        assertThat(type.body()).contains("Hl7v2");
        assertThat(sender.status()).isEqualTo(400);
        assertThat(sender.json().at("/issue/0/expression/0").asText()).isEqualTo("sender");
        assertThat(none.status()).isEqualTo(400);
        assertThat(more.status()).isEqualTo(400);
    }
}
