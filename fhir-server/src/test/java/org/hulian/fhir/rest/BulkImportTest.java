package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.hulian.fhir.testing.Answer;
import org.junit.jupiter.api.Test;

/** Bulk Data in: lines that are posted, or lie in a folder. */
@QuarkusTest
class BulkImportTest extends BulkHub {
    @Test
    void importsLinesOnceHoweverOftenTheyAreSent() throws Exception {
        String patient = UUID.randomUUID().toString();
        String observation = UUID.randomUUID().toString();
        String lines = """
                {"resourceType":"Patient","id":"%s","gender":"female"}
                {"resourceType":"Observation","id":"%s","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/%s"}}
                {"resourceType":"Observation","status":"final","code":{"text":"%s"}}
                """.formatted(patient, observation, patient, patient);

        JsonNode first = imported(hospital, lines);
        JsonNode second = imported(hospital, lines);

        assertThat(first.at("/output/0/written").asInt()).as(first.toString()).isEqualTo(3);
        assertThat(second.at("/output/0/unchanged").asInt())
                .as(second.toString())
                .isEqualTo(3);
        assertThat(hospital.get("/fhir/Observation/" + observation)
                        .json()
                        .at("/meta/versionId")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void theSameLineOfTwoInstitutionsIsTwoResources() throws Exception {
        String line = """
                {"resourceType":"Observation","status":"final","code":{"text":"%s"}}
                """.formatted(UUID.randomUUID());

        JsonNode own = imported(hospital, line);
        JsonNode others = imported(riverside, line);

        assertThat(own.at("/output/0/written").asInt()).as(own.toString()).isEqualTo(1);
        assertThat(others.at("/output/0/written").asInt()).as(others.toString()).isEqualTo(1);
    }

    @Test
    void aBadLineIsToldAndHoldsUpNobody() throws Exception {
        String good = UUID.randomUUID().toString();
        String lines = """
                {"resourceType":"Patient","id":"%s"}
                {"resourceType":"Patient","id":"x","colour":"red"}
                not json
                {"resourceType":"Patiant","id":"y"}
                """.formatted(good);

        JsonNode done = imported(hospital, lines);

        assertThat(done.at("/output/0/count").asInt()).isEqualTo(1);
        assertThat(done.at("/error/0/count").asInt()).isEqualTo(3);
        Answer errors = hospital.get(path(done.at("/error/0/url").asText()));
        assertThat(errors.body()).contains("Line 2", "Line 3", "第 3 行", "no resource of this type");
        assertThat(hospital.get("/fhir/Patient/" + good).status()).isEqualTo(200);
    }

    @Test
    void anImportIsHeldToTheRightsOfItsSender() throws Exception {
        String patient = patient("bulk-9");

        JsonNode done = imported(
                riverside, "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"gender\":\"male\"}".formatted(patient));

        assertThat(done.at("/error/0/count").asInt()).as(done.toString()).isEqualTo(1);
        assertThat(hospital.get("/fhir/Patient/" + patient)
                        .json()
                        .path("gender")
                        .asText())
                .isEqualTo("female");
    }

    @Test
    void fetchesNothingFromElsewhere() {
        String parameters = """
                {"resourceType":"Parameters","parameter":[{"name":"input","part":[{"name":"url","valueUri":"%s"}]}]}""";

        assertThat(hospital.post("/fhir/$import", parameters.formatted("http://127.0.0.1:1/x"), "Prefer", ASYNC)
                        .status())
                .isEqualTo(400);
        assertThat(hospital.post("/fhir/$import", parameters.formatted("../keys.json"), "Prefer", ASYNC)
                        .status())
                .isEqualTo(400);
    }
}
