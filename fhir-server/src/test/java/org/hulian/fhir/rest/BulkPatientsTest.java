package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hulian.fhir.testing.Answer;
import org.junit.jupiter.api.Test;

/** Exports of the patients that posted parameters name. */
@QuarkusTest
class BulkPatientsTest extends BulkHub {
    @Test
    void exportsThePatientsThatAreNamed() {
        String one = patient();
        String two = patient();
        String three = patient();
        String result = observation(one);
        observation(three);

        String files = files(asked("/fhir/Patient/$export", one, two));

        assertThat(files).contains(one, two, result).doesNotContain(three);
    }

    @Test
    void exportsThoseOfAGroupThatAreNamed() {
        String member = patient();
        String other = patient();
        String group = created(riverside.post("/fhir/Group", """
                {"resourceType":"Group","type":"person","actual":true,"member":[\
                {"entity":{"reference":"Patient/%s"}},{"entity":{"reference":"Patient/%s"}}]}""".formatted(member, other)));

        String files = files(asked("/fhir/Group/" + group + "/$export", member));

        assertThat(files).contains(member).doesNotContain(other);
        assertThat(asked("/fhir/Group/" + group + "/$export", member, patient()).status())
                .isEqualTo(404);
    }

    @Test
    void whoIsNotThereForTheCallerIsRefusedLikeWhoIsNotThereAtAll() {
        String hidden = created(hospital.post("/fhir/Patient", "{\"resourceType\":\"Patient\"}"));

        Answer absent = asked("/fhir/Patient/$export", patient(), "nobody");
        Answer withheld = asked("/fhir/Patient/$export", patient(), hidden);

        assertThat(absent.status()).isEqualTo(404);
        assertThat(withheld.status()).isEqualTo(404);
        assertThat(withheld.body().replace(hidden, "nobody")).isEqualTo(absent.body());
    }

    @Test
    void patientsAreNamedByReferencesThatArePosted() {
        assertThat(riverside
                        .get("/fhir/Patient/$export?patient=Patient/1", "Prefer", ASYNC)
                        .status())
                .isEqualTo(400);
        assertThat(asked("/fhir/$export", patient()).status()).isEqualTo(400);
        assertThat(asked("/fhir/Patient/$export", "../1").status()).isEqualTo(404);
    }

    private Answer asked(String address, String... patients) {
        String named = Stream.of(patients)
                .map("{\"name\":\"patient\",\"valueReference\":{\"reference\":\"Patient/%s\"}}"::formatted)
                .collect(Collectors.joining(","));
        return riverside.post(
                address, "{\"resourceType\":\"Parameters\",\"parameter\":[" + named + "]}", "Prefer", ASYNC);
    }

    private String files(Answer begun) {
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        StringBuilder all = new StringBuilder();
        for (JsonNode file :
                ready(riverside, path(begun.header("Content-Location"))).json().path("output")) {
            all.append(riverside.get(path(file.path("url").asText())).body());
        }
        return all.toString();
    }

    private String patient() {
        return created(riverside.post("/fhir/Patient", "{\"resourceType\":\"Patient\",\"gender\":\"female\"}"));
    }

    private String observation(String patient) {
        return created(riverside.post("/fhir/Observation", """
                {"resourceType":"Observation","status":"final","code":{"text":"x"},\
                "subject":{"reference":"Patient/%s"}}""".formatted(patient)));
    }
}
