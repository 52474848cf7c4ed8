package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations whose dollar is escaped, <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.4">RFC 3986, 2.4</a>. */
@QuarkusTest
class OperationAddressTest extends HubTest {
    @Test
    void everyOperationIsFoundWithItsDollarEscaped() {
        JsonNode rest = hub.get("/fhir/metadata").json().at("/rest/0");
        List<String> addresses = new ArrayList<>();
        rest.path("operation").forEach(each -> addresses.add("/fhir/$" + name(each)));
        for (JsonNode type : rest.path("resource")) {
            for (JsonNode each : type.path("operation")) {
                String at = "/fhir/" + type.path("type").asText();
                addresses.add(at + "/$" + name(each));
                addresses.add(at + "/nobody/$" + name(each));
            }
        }

        assertThat(addresses).hasSizeGreaterThan(20);
        for (String address : addresses) {
            Answer plain = hospital.get(address);
            Answer escaped = hospital.get(address.replace("$", "%24"));

            assertThat(escaped.status()).as(address).isEqualTo(plain.status());
            assertThat(escaped.issue()).as(address).isEqualTo(plain.issue());
            assertThat(escaped.header("X-Request-Id")).as(address).isNotEmpty();
            assertThat(escaped.header("Cache-Control")).as(address).isEqualTo(plain.header("Cache-Control"));
        }
    }

    @Test
    void queriesAndBodiesReachIt() {
        String patient = patient("escaped");
        glucose(patient, 1);
        glucose(patient, 2);
        String basic = "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"}}";

        Answer everything = hospital.get("/fhir/Patient/" + patient + "/%24everything?_count=2");
        Answer newest = hospital.get("/fhir/Observation/%24lastn?patient=" + patient + "&category=laboratory");
        Answer codes = hospital.get(
                "/fhir/ValueSet/%24expand?url=http:%2F%2Fhl7.org%2Ffhir%2FValueSet%2Fobservation-status&filter=am&count=1");
        Answer valid = hospital.post("/fhir/Basic/%24validate", basic);
        Answer query = hospital.post(
                "/fhir/%24graphql",
                "{ Patient(id: \"" + patient + "\") { id } }", "Content-Type", "application/graphql");

        assertThat(everything.ids()).hasSize(2);
        assertThat(everything.link("next")).startsWith("/fhir/Patient/" + patient + "/$everything?");
        assertThat(newest.ids()).as(newest.body()).hasSize(1);
        assertThat(codes.json().at("/expansion/contains/0/code").asText()).isEqualTo("amended");
        assertThat(valid.status()).as(valid.body()).isEqualTo(200);
        assertThat(query.json().at("/data/Patient/id").asText()).isEqualTo(patient);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/%2e%2e/fhir/%24meta",
                "/fhir/%2e/%24meta",
                "/fhir/../fhir/%24meta",
                "/fhir//%24meta",
                "/fhir/%2524meta",
                "/fhir/%24meta;jsessionid=1",
                "/fhir/%24%6deta",
                "/fhir%2f%24meta",
                "/fhir/Patient/a%24b",
                "/%24meta",
                "/q/%24health",
            })
    void attack90NothingElseIsUnescaped(String address) {
        assertThat(hospital.get(address).status()).isEqualTo(404);
    }

    private static String name(JsonNode operation) {
        return operation.path("name").asText();
    }
}
