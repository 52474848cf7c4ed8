package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** How much one answer holds, and that there being more is always said. */
@QuarkusTest
@TestProfile(LimitsTest.Narrow.class)
class LimitsOfPagesTest extends HubTest {
    private final Calls steward = hub.with(issuer.person("steward1", "steward"));

    @Test
    void pagesOfSearchesAndHistoriesAndLabelsOfAType() {
        load("Substance", 1_001, "{\"resourceType\":\"Substance\",\"code\":{\"text\":\"x%d\"}}");

        Answer usual = hospital.get("/fhir/Substance");
        Answer large = hospital.get("/fhir/Substance?_count=5000");
        Answer history = hospital.get("/fhir/Substance/_history");
        Answer longer = hospital.get("/fhir/Substance/_history?_count=5000");
        Answer labels = hospital.get("/fhir/Substance/$meta");
        Answer sifted = hospital.get("/fhir/Substance?_content=x");

        assertThat(usual.ids()).hasSize(20);
        assertThat(large.ids()).hasSize(1_000);
        assertThat(hospital.get(large.link("next")).ids()).hasSize(1);
        assertThat(history.ids()).hasSize(20);
        assertThat(longer.ids()).hasSize(200);
        assertThat(longer.link("next")).isNotEmpty();
        assertThat(labels.status()).as(labels.body()).isEqualTo(400);
        assertThat(labels.body()).contains("too-costly", "at most 1000");
        assertThat(sifted.status()).as(sifted.body()).isEqualTo(400);
        assertThat(sifted.body()).contains("too-costly", "at most 2");
    }

    @Test
    void whoReliedOnAResult() throws SQLException {
        String result = glucose(patient("limit-relied"), 1);
        try (HubDatabase clinical = HubDatabase.of("clinical")) {
            clinical.run("""
                    insert into hub.relied (task, order_id, institution, clinician, item, result, laboratory,
                                            effective, since, standing)
                    select gen_random_uuid(), 'o' || n, 4, 'c', 'i', 'Observation/%s', 'city-second', now(), now(), 'relied'
                      from generate_series(1, 1001) n""".formatted(result));
        }

        Answer told = hospital.get("/fhir/Observation/" + result + "/$relied-on");

        JsonNode parameters = told.json().path("parameter");
        assertThat(parameters).as(told.body()).hasSize(1_001);
        assertThat(parameters.get(1_000).path("name").asText()).isEqualTo("more");
    }

    @Test
    void parametersDefinedForOneType() throws SQLException {
        try (HubDatabase registry = HubDatabase.of("registry")) {
            registry.run("""
                    insert into hub.search_parameter (type, number, name, definition, version, kind, expression,
                                                      targets, active)
                    select t.number, n, 'full-' || n, gen_random_uuid(), 1, 'string', '', '', false
                      from generate_series(64, 255) n, (select %d as number) t""".formatted(number("Slot")));
        }

        Answer past = steward.post("/fhir/SearchParameter", """
                {"resourceType":"SearchParameter","url":"urn:limit:full","name":"full","status":"active",
                "description":"d","code":"full","base":["Slot"],"type":"string","expression":"Slot.comment"}""");

        assertThat(past.status()).as(past.body()).isBetween(400, 499);
        assertThat(past.body()).contains("192");
    }

    @Test
    void groupsOfFigures() {
        String patient = patient("limit-groups");
        created(hospital.post("/fhir/ServiceRequest", """
                {"resourceType":"ServiceRequest","status":"active","intent":"order",
                "authoredOn":"2026-11-20T10:00:00+08:00","category":[{"coding":[{"system":"http://snomed.info/sct",
                "code":"108252007"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"14749-6"}]},
                "subject":{"reference":"Patient/%s"}}""".formatted(patient)));
        String report = "/fhir/Measure/recognition/$evaluate-measure?periodStart=2026-11-01&periodEnd=2026-11-30";

        Answer costly = Eventually.met(() -> steward.get(report), answer -> answer.status() != 200);

        assertThat(costly.status()).as(costly.body()).isEqualTo(400);
        assertThat(costly.body()).contains("too-costly", "groups of figures", "at most 0");
        assertThat(steward.get(report + "&repeat-days=367").body()).contains("1 to 366");
    }

    @Test
    void parametersOfAnOperation() {
        String many = Collections.nCopies(1_001, "{\"name\":\"_type\",\"valueString\":\"Basic\"}").stream()
                .collect(Collectors.joining(",", "{\"resourceType\":\"Parameters\",\"parameter\":[", "]}"));

        Answer answer = hospital.post("/fhir/$export", many, "Prefer", "respond-async");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("too-costly", "at most 1000");
    }

    @Test
    void testsOfAnOrderAndStoredOrdersOfAGroup() {
        String tests =
                Collections.nCopies(201, "{\"resource\":" + RecognitionScene.order("limit", "14749-6") + "}").stream()
                        .collect(Collectors.joining(
                                ",", "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[", "]}"));
        String group = IntStream.range(0, 51)
                .mapToObj(i -> "{\"resource\":{\"reference\":\"ServiceRequest/limit-" + i + "\"}}")
                .collect(Collectors.joining(
                        ",",
                        "{\"resourceType\":\"RequestGroup\",\"status\":\"draft\",\"intent\":\"plan\",\"action\":[",
                        "]}"));

        Answer many = physician.post("/fhir/ServiceRequest/$recognize", tests);
        Answer stored = physician.post("/fhir/ServiceRequest/$recognize", group);

        assertThat(many.status()).as(many.body()).isEqualTo(400);
        assertThat(many.body()).contains("too-costly", "at most 200");
        assertThat(stored.status()).as(stored.body()).isEqualTo(400);
        assertThat(stored.body()).contains("too-costly", "at most 50");
    }

    @Test
    void depthOfValueSetsThatImportEachOther() {
        IntStream.rangeClosed(0, 32).forEach(i -> created(steward.post("/fhir/ValueSet", """
                        {"resourceType":"ValueSet","url":"urn:limit:deep:%d","status":"active","compose":{"include":[
                        {"valueSet":["urn:limit:deep:%d"]}]}}""".formatted(i, i + 1))));

        Answer answer = hospital.get("/fhir/ValueSet/$expand?url=urn:limit:deep:0");

        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).contains("OperationOutcome", "urn:limit:deep:30");
    }

    @Test
    void closureTablesAndTheirConcepts() {
        String begin = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"name\",\"valueString\":\"%s\"}]}";
        String add = begin.replace("]}", "%s]}");
        String one = concept("718-7");
        hospital.post("/fhir/$closure", begin.formatted("a"));
        Answer first = hospital.post("/fhir/$closure", add.formatted("a", one));
        Answer second = hospital.post("/fhir/$closure", add.formatted("a", concept("789-8")));
        hospital.post("/fhir/$closure", begin.formatted("b"));
        Answer forgotten = hospital.post("/fhir/$closure", add.formatted("a", one));

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(second.status()).as(second.body()).isBetween(400, 499);
        assertThat(second.body()).contains("at most 1 concepts");
        assertThat(forgotten.status()).isEqualTo(404);
        assertThat(forgotten.body()).contains("Begin it");
    }

    private static String concept(String code) {
        return ",{\"name\":\"concept\",\"valueCoding\":{\"system\":\"http://loinc.org\",\"code\":\"" + code + "\"}}";
    }

    private static int number(String type) {
        return ResourceTypes.r4().get(type).number();
    }

    private void load(String type, int count, String line) {
        Answer begun = hospital.post(
                "/fhir/$import?type=" + type,
                IntStream.range(0, count).mapToObj(line::formatted).collect(Collectors.joining("\n")),
                "Prefer",
                "respond-async",
                "Content-Type",
                "application/fhir+ndjson");
        String job = begun.header("Content-Location").replaceFirst(".*(?=/fhir/)", "");
        Answer done = Eventually.met(Duration.ofSeconds(60), () -> hospital.get(job), one -> one.status() != 202);
        assertThat(done.json().at("/output/0/written").asInt()).as(done.body()).isEqualTo(count);
    }
}
