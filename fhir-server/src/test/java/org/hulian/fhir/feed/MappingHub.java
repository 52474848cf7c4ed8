package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.time.Instant;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.jspecify.annotations.Nullable;

/** A hub that is sent results with codes nobody knows, and the stewards who map them. */
abstract class MappingHub extends HubTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String MRN = "/fhir/Patient?identifier=http://hulian.org/fhir/identifier/mrn/city-second%7C";

    final Calls proposer = hub.with(issuer.person("steward1", "steward"));
    final Calls reviewer = hub.with(issuer.person("steward2", "steward"));

    void inForce(String code, String target) {
        assertThat(done(proposer.post("/fhir/ConceptMap/$propose", proposal(code, target, ""))))
                .isEqualTo("in-progress");
        assertThat(done(reviewer.post("/fhir/ConceptMap/$review", review(code, "approve"))))
                .isEqualTo("completed");
    }

    static String done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("status").asText();
    }

    static JsonNode work(Calls steward, String code) {
        Answer answer = steward.get("/fhir/ConceptMap/$work?sender=city-second&code=" + code);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/entry/0/resource");
    }

    static JsonNode input(JsonNode task, String type) {
        return typed(task.path("input"), type);
    }

    static JsonNode output(JsonNode task, String type) {
        return typed(task.path("output"), type);
    }

    static JsonNode typed(JsonNode parts, String type) {
        for (JsonNode part : parts) {
            if (part.at("/type/coding/0/code").asText().equals(type)) {
                return part;
            }
        }
        throw new AssertionError("no " + type + " in " + parts);
    }

    static JsonNode named(JsonNode parameters, String name) {
        for (JsonNode parameter : parameters) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError("no " + name + " in " + parameters);
    }

    static long number(JsonNode sender, String name) {
        return named(sender.path("part"), name).path("valueDecimal").asLong();
    }

    static String proposal(String code, String target, String comment) {
        return parameters(
                code,
                "{\"name\":\"target\",\"valueCoding\":{\"system\":\"http://loinc.org\",\"code\":\"" + target + "\"}}"
                        + (comment.isEmpty() ? "" : ",{\"name\":\"comment\",\"valueString\":\"" + comment + "\"}"),
                null);
    }

    static String review(String code, String decision) {
        return parameters(
                code,
                "{\"name\":\"decision\",\"valueCode\":\"" + decision
                        + "\"},{\"name\":\"comment\",\"valueString\":\"looked at\"}",
                null);
    }

    static String parameters(String code, String more, @Nullable Instant from) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"sender\",\"valueCode\":\"city-second\"},"
                + "{\"name\":\"code\",\"valueCode\":\"" + code + "\"}," + more
                + (from == null ? "" : ",{\"name\":\"from\",\"valueInstant\":\"" + from + "\"}") + "]}";
    }

    JsonNode observation(String patient, String controlId) {
        String id =
                hospital.get(MRN + patient).json().at("/entry/0/resource/id").asText();
        for (JsonNode entry :
                hospital.get("/fhir/Observation?patient=" + id).json().path("entry")) {
            String own = entry.at("/resource/id").asText();
            if (hospital.get("/fhir/Provenance?target=Observation/" + own)
                    .body()
                    .contains("|" + controlId + "\"")) {
                return entry.path("resource");
            }
        }
        throw new AssertionError("no observation of message " + controlId);
    }

    void send(String controlId, String patient, String code, String name, String value) {
        send(controlId, patient, code, name, value, "mmol/L");
    }

    void send(String controlId, String patient, String code, String name, String value, String unit) {
        String message = String.join(
                "\r",
                "MSH|^~\\&|LIS|CITY-SECOND|HULIAN|REGION|20261120081500||ORU^R01|" + controlId + "|P|2.4||||||GB18030",
                "PID|1||" + patient + "^^^CITY-SECOND^MR||张^伟||19491231|M",
                "OBR|1|P-" + controlId + "|F-" + controlId
                        + "|XT-K^空腹血糖|||20261120080000|||||||||||||||20261120081000||CH|F",
                "OBX|1|NM|" + code + "^" + name + "||" + value + "|" + unit + "|3.9-6.1|N|||F|||20261120080000",
                "");
        Answer answer =
                hospital.send("POST", "/feed", message.getBytes(GB18030), "Content-Type", "x-application/hl7-v2+er7");
        assertThat(answer.body()).contains("MSA|AA|" + controlId);
        FeedWatch.processed(proposer, controlId);
    }
}
