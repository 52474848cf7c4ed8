package org.hulian.fhir.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.hulian.fhir.recognition.RecognitionHub;
import org.hulian.fhir.testing.Answer;

/** A hub with orders, and what is read from its reports. */
abstract class FiguresHub extends RecognitionHub {
    JsonNode report(String query) {
        Answer answer = steward.get("/fhir/Measure/recognition/$evaluate-measure?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    static long population(JsonNode of, String code) {
        for (JsonNode population : of.path("population")) {
            if (population.at("/code/coding/0/code").asText().equals(code)) {
                return population.path("count").asLong();
            }
        }
        throw new AssertionError(code + " is not in " + of);
    }

    String orderAt(String patient, String loinc, String at, String status) {
        return id(riverside.post(
                "/fhir/ServiceRequest", orderBody(patient, loinc, at).replace("\"active\"", "\"" + status + "\"")));
    }
}
