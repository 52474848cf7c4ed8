package org.hulian.fhir.recognition.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.hulian.fhir.recognition.RecognitionHub;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Eventually;
import org.junit.jupiter.api.Test;

/** The rules as a Library: a steward edits them, the engine goes by the version in force when the order is made. */
@QuarkusTest
class RulesTest extends RecognitionHub {
    private static final String LIBRARY = "/fhir/Library/recognition-rules";
    private static final String CATALOGUE = "/fhir/Library/recognition-catalogue";
    private static final String NEGATIVE = "negative:\n";

    /** In no catalogue; its check digit is right. */
    private static final String NEW_TERM = "98765-1";

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
        Eventually.met(
                Duration.ofSeconds(5),
                () -> verdict(patient, "2027-03-11T10:00:00+08:00"),
                verdict -> verdict.equals("REFERENCE_ONLY"));
        assertThat(verdict(patient, "2027-01-11T10:00:00+08:00")).isEqualTo("RECOGNISE");
        assertThat(steward.get(LIBRARY + "/_history").json().path("entry").size())
                .isGreaterThan(1);
    }

    @Test
    void takesItemsOfTheCatalogueFromTheirDateOn() {
        String patient = resident("R-2");
        result(patient, NEW_TERM, "2027-05-10T20:00:00+08:00", "5.6");
        result(patient, NEW_TERM, "2027-07-10T20:00:00+08:00", "5.7");
        result(patient, "2823-3", "2027-07-10T20:00:00+08:00", "4.1");
        ObjectNode library = library();
        add(library, "laboratory.yaml", """
                version: "1"
                source: "the steward"
                items:
                  - {id: new-analyte, zh: 新项目, en: New analyte, analyte: new-analyte, category: chemistry,
                     specimen: Ser/Plas, timing: Pt, scale: Qn, validity: P3D,
                     terms: [{loinc: %s, property: SCnc, unit: mmol/L}]}
                  - {id: potassium, zh: 钾, en: Potassium, analyte: potassium, category: chemistry,
                     specimen: Ser/Plas, timing: Pt, scale: Qn, validity: PT1H,
                     terms: [{loinc: 2823-3, property: SCnc, unit: mmol/L}]}
                """.formatted(NEW_TERM));
        library.put("version", "test-items");
        library.putObject("effectivePeriod").put("start", "2027-06-01");

        Answer put = steward.put(LIBRARY, library.toString());

        assertThat(put.status()).as(put.body()).isEqualTo(200);
        Eventually.equal(() -> "RECOGNISE", () -> verdict(patient, NEW_TERM, "2027-07-11T10:00:00+08:00"));
        assertThat(verdict(patient, NEW_TERM, "2027-05-11T10:00:00+08:00")).isNotEqualTo("RECOGNISE");
        assertThat(verdict(patient, "2823-3", "2027-07-10T23:00:00+08:00")).isEqualTo("REFERENCE_ONLY");
    }

    @Test
    void refusesItemsThatTakeATermOfAnother() {
        ObjectNode library = library();
        add(library, "laboratory.yaml", """
                items:
                  - {id: other-potassium, zh: 另一钾, en: Other potassium, analyte: potassium, category: chemistry,
                     specimen: Ser/Plas, timing: Pt, scale: Qn, validity: P3D,
                     terms: [{loinc: 2823-3, property: SCnc, unit: mmol/L}]}
                """);
        library.put("version", "test-term-taken");
        ObjectNode wrong = library();
        add(wrong, "laboratory.yaml", "items:\n  - {id: x, zh: 甲}\n");
        wrong.put("version", "test-item-wrong");

        Answer taken = steward.put(LIBRARY, library.toString());
        Answer incomplete = steward.put(LIBRARY, wrong.toString());

        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body()).contains("laboratory.yaml", "2823-3 is a term of item");
        assertThat(incomplete.status()).isEqualTo(422);
        assertThat(incomplete.body()).contains("laboratory.yaml line 2", "is required");
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

    @Test
    void showsTheCatalogueOfTheReleaseAndLetsNobodyChangeIt() {
        Answer read = steward.get(CATALOGUE);
        ObjectNode changed = (ObjectNode) read.json();
        ((ArrayNode) changed.path("content")).remove(0);

        Answer put = steward.put(CATALOGUE, changed.toString());

        assertThat(read.status()).isEqualTo(200);
        assertThat(text(read.json(), "laboratory.yaml").split("- \\{id: ", -1)).hasSizeGreaterThan(300);
        assertThat(text(read.json(), "examinations.yaml").split("- \\{id: ", -1))
                .hasSizeGreaterThan(60);
        assertThat(put.status()).isEqualTo(422);
        assertThat(put.body()).contains("comes with the release");
        assertThat(steward.delete(CATALOGUE).status()).isEqualTo(403);
    }

    private static String text(JsonNode library, String file) {
        for (JsonNode content : library.path("content")) {
            if (content.path("title").asText().equals(file)) {
                return new String(
                        Base64.getDecoder().decode(content.path("data").asText()), StandardCharsets.UTF_8);
            }
        }
        return "";
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

    private static void add(ObjectNode library, String file, String text) {
        ((ArrayNode) library.path("content"))
                .addObject()
                .put("contentType", "application/yaml")
                .put("title", file)
                .put("data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String verdict(String patient, String at) {
        return verdict(patient, GLUCOSE, at);
    }

    private String verdict(String patient, String loinc, String at) {
        Answer answer = physician.post("/fhir/ServiceRequest/$recognize", orderBody(patient, loinc, at));
        JsonNode line = part(answer.json().path("parameter"), "line");
        return part(part(line.path("part"), "verdict").path("part"), "verdict")
                .path("valueCode")
                .asText();
    }
}
