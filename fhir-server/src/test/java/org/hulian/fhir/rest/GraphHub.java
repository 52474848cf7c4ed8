package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.BeforeEach;

/** A hub with a few resources that refer to each other, and questions about them. */
abstract class GraphHub extends HubTest {
    @BeforeEach
    void load() {
        if (hospital.get("/fhir/Patient/g-p1").status() == 200) {
            return;
        }
        put(hospital, "Practitioner/g-d1", "\"name\":[{\"family\":\"李\"}]");
        put(hospital, "Patient/g-p1", """
                "identifier":[{"system":"urn:g","value":"1"}],"active":true,"gender":"male","birthDate":"1980-05-06",
                "_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime",
                "valueDateTime":"1980-05-06T07:08:09+08:00"}]},
                "name":[{"use":"official","family":"Chalmers","given":["Peter","James"]},
                {"use":"usual","given":["Jim"]},{"use":"maiden","family":"Windsor","given":["Peter","James"]}],
                "generalPractitioner":[{"reference":"Practitioner/g-d1"},{"reference":"Practitioner/g-none"}],
                "contained":[{"resourceType":"Organization","id":"o","name":"Contained"}],
                "managingOrganization":{"reference":"#o"}""");
        put(hospital, "Observation/g-o1", observation("14749-6", "2026-11-01") + ",\"valueQuantity\":{\"value\":5.60}");
        put(hospital, "Observation/g-o2", observation("14749-6", "2026-11-02") + ",\"valueQuantity\":{\"value\":6.10}");
        put(hospital, "Observation/g-o3", observation("718-7", "2026-11-03") + ",\"valueString\":\"text\"");
        put(hospital, "DiagnosticReport/g-r1", """
                "status":"final","code":{"text":"r"},"subject":{"reference":"Patient/g-p1"},
                "result":[{"reference":"Observation/g-o1"},{"reference":"Observation/g-o2"}]""");
    }

    static String observation(String code, String date) {
        return """
                "status":"final","code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},
                "subject":{"reference":"Patient/g-p1"},"effectiveDateTime":"%s","category":[{"coding":[{
                "system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}]""".formatted(code, date);
    }

    static Answer ask(Calls caller, String path, String query) {
        return caller.post("/fhir/" + path + "$graphql", query, "Content-Type", "application/graphql");
    }

    JsonNode data(String path, String query) {
        Answer answer = ask(hospital, path, query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().path("errors").isMissingNode())
                .as(answer.body())
                .isTrue();
        return answer.json().path("data");
    }
}
