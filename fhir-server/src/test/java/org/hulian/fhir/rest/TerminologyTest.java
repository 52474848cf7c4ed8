package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The terminology operations from the outside, https://hl7.org/fhir/R4/terminology-service.html. */
@QuarkusTest
class TerminologyTest extends HubTest {
    private static final String SYSTEM = "http://hulian.org/fhir/test/CodeSystem/ward-%s";
    private final Calls steward = hub.with(issuer.person("steward1", "steward"));

    @Test
    void looksUpBundledCodesInBothLanguages() {
        Answer answer =
                physician.get("/fhir/CodeSystem/$lookup?system=http://loinc.org&code=2345-7&displayLanguage=zh");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(value(answer, "display").asText()).startsWith("葡萄糖");
    }

    @Test
    void knowsHl7sValueSets() {
        String set = encoded("http://hl7.org/fhir/ValueSet/observation-status");
        String system = encoded("http://hl7.org/fhir/observation-status");

        Answer right = physician.get("/fhir/ValueSet/$validate-code?url=" + set + "&system=" + system + "&code=final");
        Answer wrong = physician.get("/fhir/ValueSet/$validate-code?url=" + set + "&system=" + system + "&code=done");
        Answer page = physician.get("/fhir/ValueSet/$expand?url=" + set + "&filter=am&count=1");

        assertThat(value(right, "result").asBoolean()).isTrue();
        assertThat(value(wrong, "result").asBoolean()).isFalse();
        assertThat(wrong.body()).contains("invalid-code");
        assertThat(page.json().at("/expansion/total").asInt()).isEqualTo(1);
        assertThat(page.json().at("/expansion/contains/0/code").asText()).isEqualTo("amended");
    }

    @Test
    void countsWhatIsWrittenAtOnceAndForgetsWhatIsDeleted() {
        put("w1", "1.0.0", "Lungs");

        Answer first = lookup("w1", "lung");
        put("w1", "2.0.0", "Pneumology");
        Answer second = lookup("w1", "lung");
        Answer below = physician.get("/fhir/CodeSystem/w1/$subsumes?codeA=inner&codeB=heart");
        Answer deleted = steward.delete("/fhir/CodeSystem/w1");
        Answer third = lookup("w1", "lung");

        assertThat(value(first, "display").asText()).isEqualTo("Lungs");
        assertThat(value(second, "display").asText()).isEqualTo("Pneumology");
        assertThat(value(second, "version").asText()).isEqualTo("2.0.0");
        assertThat(value(below, "outcome").asText()).isEqualTo("subsumes");
        assertThat(deleted.status()).isIn(200, 204, 403, 405);
        assertThat(third.status()).isEqualTo(deleted.status() < 400 ? 404 : 200);
    }

    @Test
    void tellsTheCodeSystemsThereAreNow() {
        String path = "/fhir/metadata?mode=terminology";
        String before = hub.get(path).body();
        String again = hub.get(path).body();
        put("w9", "1", "lung");

        String after = hub.get(path).body();

        assertThat(before).isEqualTo(again).doesNotContain("ward-w9");
        assertThat(after).contains("http://hulian.org/fhir/test/CodeSystem/ward-w9");
    }

    @Test
    void expandsValueSetsSentStoredAndImplied() {
        put("w2", "1", "Lungs");
        String below = """
                {"resourceType":"ValueSet","status":"active","compose":{"include":[{"system":"%s",\
                "filter":[{"property":"concept","op":"is-a","value":"inner"}]}]}}""".formatted(SYSTEM.formatted("w2"));

        Answer sent = physician.post("/fhir/ValueSet/$expand", """
                {"resourceType":"Parameters","parameter":[{"name":"valueSet","resource":%s},\
                {"name":"displayLanguage","valueCode":"zh"}]}""".formatted(below));
        Answer implied = physician.get("/fhir/ValueSet/$expand?url="
                + encoded("http://hulian.org/fhir/test/ValueSet/ward-w2") + "&excludeNested=true");

        assertThat(sent.json().at("/expansion/total").asInt()).as(sent.body()).isEqualTo(3);
        assertThat(sent.json().at("/expansion/contains/0/display").asText()).isEqualTo("内科");
        assertThat(sent.json().at("/expansion/contains/0/contains")).hasSize(2);
        assertThat(implied.json().at("/expansion/contains")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"^(inner|heart)$, 200", "(((()){9999}){9999}){9999}, 200", "((((){9999}){9999}){9999})\\1, 422"})
    void answersExpressionsThatWouldTakeForever(String regex, int status) {
        put("w4", "1", "Lungs");

        Answer answer = physician.post(
                "/fhir/ValueSet/$expand", """
                {"resourceType":"Parameters","parameter":[{"name":"valueSet","resource":{"resourceType":"ValueSet",\
                "status":"active","compose":{"include":[{"system":"%s",\
                "filter":[{"property":"code","op":"regex","value":"%s"}]}]}}}]}""".formatted(SYSTEM.formatted("w4"), regex.replace("\\", "\\\\")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void translatesForwardAndBack() {
        Answer forward = physician.get("/fhir/ConceptMap/$translate?code=F&system="
                + encoded("http://terminology.hl7.org/CodeSystem/v2-0085") + "&targetsystem="
                + encoded("http://hl7.org/fhir/observation-status"));

        assertThat(forward.body()).contains("\"code\":\"final\"", "v2-0085-to-observation-status");
        assertThat(value(forward, "result").asBoolean()).isTrue();
    }

    @Test
    void keepsClosureTablesForTheirOwner() {
        put("w3", "1", "Lungs");
        String begin = """
                {"resourceType":"Parameters","parameter":[{"name":"name","valueString":"mine"}]}""";
        String add = """
                {"resourceType":"Parameters","parameter":[{"name":"name","valueString":"mine"},\
                {"name":"concept","valueCoding":{"system":"%1$s","code":"inner"}},\
                {"name":"concept","valueCoding":{"system":"%1$s","code":"heart"}}]}""".formatted(SYSTEM.formatted("w3"));

        Answer begun = physician.post("/fhir/$closure", begin);
        Answer added = physician.post("/fhir/$closure", add);
        Answer other = hospital.post("/fhir/$closure", add);

        assertThat(begun.status()).as(begun.body()).isEqualTo(200);
        assertThat(added.json().at("/group/0/element/0/code").asText()).isEqualTo("heart");
        assertThat(added.json().at("/group/0/element/0/target/0/equivalence").asText())
                .isEqualTo("subsumes");
        assertThat(other.status()).isEqualTo(404);
    }

    @Test
    void refusesInTheReadersLanguageAndOnlyWithAToken() {
        Answer unknown = physician.get(
                "/fhir/ValueSet/$expand?url=" + encoded("http://example.org/none"), "Accept-Language", "zh-CN");
        Answer stranger = hub.get("/fhir/CodeSystem/$lookup?system=http://loinc.org&code=2345-7");
        Answer elsewhere = physician.get("/fhir/ValueSet/$lookup?code=1");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("找不到值集");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(elsewhere.status()).isEqualTo(404);
    }

    private Answer lookup(String id, String code) {
        return physician.get("/fhir/CodeSystem/$lookup?system=" + encoded(SYSTEM.formatted(id)) + "&code=" + code);
    }

    private void put(String id, String version, String lung) {
        Answer answer = steward.put("/fhir/CodeSystem/" + id, """
            {"resourceType":"CodeSystem","id":"%1$s","url":"http://hulian.org/fhir/test/CodeSystem/ward-%1$s",\
            "version":"%2$s","name":"Wards","status":"active","content":"complete","caseSensitive":true,\
            "language":"en","valueSet":"http://hulian.org/fhir/test/ValueSet/ward-%1$s","concept":[\
            {"code":"inner","display":"Internal medicine","designation":[{"language":"zh-CN","value":"内科"}],\
            "concept":[{"code":"heart","display":"Cardiology"},{"code":"lung","display":"%3$s"}]},\
            {"code":"surgery","display":"Surgery"}]}""".formatted(id, version, lung));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    private static JsonNode value(Answer answer, String name) {
        for (JsonNode parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.properties().stream()
                        .filter(field -> field.getKey().startsWith("value"))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
            }
        }
        throw new AssertionError(answer.status() + " " + answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
