package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** Indexes made anew, as those who run the hub ask for it. */
@QuarkusTest
class ReindexTest extends HubTest {
    private final Calls operator = hub.with(issuer.person("operator1", "operator"));

    @Inject
    @Named("clinical")
    Pool clinical;

    @Test
    void findsRowsAgainThatAreOlderThanTheirIndex() {
        String patient = patient("reindex-" + System.nanoTime());
        String result = glucose(patient, 1);
        String search =
                "/fhir/Observation?patient=" + patient + "&value-quantity=5.6%7Chttp://unitsofmeasure.org%7Cmmol/L";
        assertThat(hospital.get(search).ids()).containsExactly(result);
        // As a row is that was stored before quantities had an index.
        clinical.query("delete from hub.quantity_index").execute().await().indefinitely();
        assertThat(hospital.get(search).ids()).isEmpty();

        Answer begun = operator.post("/fhir/$reindex", """
                {"resourceType":"Parameters","parameter":[{"name":"type","valueCode":"Observation"}]}""");

        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        assertThat(begun.header("Content-Location")).endsWith("/fhir/$reindex-status");
        JsonNode index = Eventually.met(
                () -> status("Observation"), found -> part(found, "state").equals("ready"));
        assertThat(part(index, "parameter")).isEqualTo("*");
        assertThat(part(index, "done")).isEqualTo(part(index, "total"));
        assertThat(hospital.get(search).ids()).containsExactly(result);
    }

    private JsonNode status(String type) {
        Answer answer = operator.get("/fhir/$reindex-status");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        for (JsonNode index : answer.json().path("parameter")) {
            if (part(index, "type").equals(type)) {
                return index;
            }
        }
        throw new AssertionError(answer.body());
    }

    private static String part(JsonNode index, String name) {
        for (JsonNode part : index.path("part")) {
            if (part.path("name").asText().equals(name)) {
                return part.path("valueCode")
                        .asText(part.path("valueString")
                                .asText(part.path("valueDecimal").asText()));
            }
        }
        return "";
    }

    @Test
    void showsHowFarTheIndexOfAParameterDefinedHereIs() {
        created(hub.with(issuer.person("steward1", "steward")).post("/fhir/SearchParameter", """
                {"resourceType":"SearchParameter","url":"urn:reindex:drawer","name":"drawer","status":"active",
                "description":"d","code":"drawer","base":["Specimen"],"type":"string",
                "expression":"Specimen.extension('urn:drawer').value"}"""));

        Set<String> states = new HashSet<>();
        JsonNode index = Eventually.met(
                Duration.ofSeconds(90),
                () -> {
                    JsonNode all =
                            operator.get("/fhir/$reindex-status?type=Specimen").json();
                    for (JsonNode each : all.path("parameter")) {
                        if (part(each, "parameter").equals("drawer")) {
                            states.add(part(each, "state"));
                            return each;
                        }
                    }
                    return all;
                },
                found -> part(found, "state").equals("ready"));

        assertThat(part(index, "type")).isEqualTo("Specimen");
        assertThat(states).contains("waiting");
        assertThat(operator.get("/fhir/$reindex-status?type=Patient").body()).doesNotContain("drawer");
        assertThat(operator.get("/fhir/$reindex-status?type=Nothing").status()).isEqualTo(400);
    }

    @Test
    void isForOperatorsAlone() {
        String body = "{\"resourceType\":\"Parameters\"}";

        assertThat(hospital.post("/fhir/$reindex", body).status()).isEqualTo(403);
        assertThat(physician.get("/fhir/$reindex-status").status()).isEqualTo(403);
        assertThat(hub.get("/fhir/$reindex-status").status()).isEqualTo(401);
        assertThat(operator.post(
                                "/fhir/$reindex",
                                body.replace(
                                        "}", ",\"parameter\":[{\"name\":\"type\"," + "\"valueCode\":\"Nothing\"}]}"))
                        .status())
                .isEqualTo(400);
        assertThat(operator.post(
                                "/fhir/$reindex",
                                body.replace("}", ",\"parameter\":[{\"name\":\"colour\"," + "\"valueCode\":\"red\"}]}"))
                        .status())
                .isEqualTo(400);
    }
}
