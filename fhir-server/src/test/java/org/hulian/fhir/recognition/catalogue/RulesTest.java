package org.hulian.fhir.recognition.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.hulian.fhir.recognition.RecognitionHub;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Eventually;
import org.junit.jupiter.api.Test;

/** The rules as a Library: a steward edits them, the engine goes by the version in force when the order is made. */
@QuarkusTest
class RulesTest extends RecognitionHub {
    private static final String LIBRARY = "/fhir/Library/recognition-rules";
    private static final String NEGATIVE = "negative:\n";

    @Test
    void takesANewVersionFromItsDateOnAndKeepsTheOldOneBeforeIt() {
        String patient = resident("R-1");
        result(patient, GLUCOSE, "2027-01-10T20:00:00+08:00", "5.6");
        result(patient, GLUCOSE, "2027-03-10T20:00:00+08:00", "5.7");
        ObjectNode library = library();
        edit(library, "overrides.yaml", NEGATIVE, NEGATIVE + "  - {item: glucose, en: \"no longer\", zh: \"不再互认\"}\n");
        library.put("version", "test-negative");
        library.putObject("effectivePeriod").put("start", "2027-02-01");

        Answer put = steward.put(LIBRARY, library.toString());

        assertThat(put.status()).as(put.body()).isEqualTo(200);
        Eventually.equal(() -> "REFERENCE_ONLY", () -> verdict(patient, "2027-03-11T10:00:00+08:00"));
        assertThat(verdict(patient, "2027-01-11T10:00:00+08:00")).isEqualTo("RECOGNISE");
        assertThat(steward.get(LIBRARY + "/_history").json().path("entry").size())
                .isGreaterThan(1);
    }

    @Test
    void refusesWhatIsNotInOrderWithFileAndLine() {
        ObjectNode wrong = library();
        edit(wrong, "prices.yaml", "price: 5.00", "price: five");
        wrong.put("version", "test-wrong");
        ObjectNode again = library();
        again.putObject("effectivePeriod").put("start", "2030-01-01");
        ObjectNode retired = library();
        retired.put("version", "test-retired").put("status", "retired");
        ObjectNode stray = library();
        stray.put("version", "test-stray");
        ((ObjectNode) stray.at("/content/0")).put("title", "other.yaml");

        Answer price = steward.put(LIBRARY, wrong.toString());
        Answer same = steward.put(LIBRARY, again.toString());

        assertThat(price.status()).isEqualTo(422);
        assertThat(price.body()).contains("prices.yaml line ", "such as 12.50");
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.body()).contains("a version of this name already");
        assertThat(steward.put(LIBRARY, retired.toString()).status()).isEqualTo(422);
        assertThat(steward.put(LIBRARY, stray.toString()).body()).contains("must be one of");
        assertThat(physician.put(LIBRARY, again.toString()).status()).isEqualTo(403);
        assertThat(steward.delete(LIBRARY).status()).isEqualTo(403);
    }

    private ObjectNode library() {
        Answer answer = steward.get(LIBRARY);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (ObjectNode) answer.json();
    }

    private static void edit(ObjectNode library, String file, String from, String to) {
        for (JsonNode content : library.path("content")) {
            if (content.path("title").asText().equals(file)) {
                String text = new String(
                        Base64.getDecoder().decode(content.path("data").asText()), StandardCharsets.UTF_8);
                assertThat(text).contains(from);
                ((ObjectNode) content)
                        .put(
                                "data",
                                Base64.getEncoder()
                                        .encodeToString(text.replace(from, to).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private String verdict(String patient, String at) {
        Answer answer = physician.post("/fhir/ServiceRequest/$recognize", orderBody(patient, GLUCOSE, at));
        JsonNode line = part(answer.json().path("parameter"), "line");
        return part(part(line.path("part"), "verdict").path("part"), "verdict")
                .path("valueCode")
                .asText();
    }
}
