package org.hulian.fhir.recognition.decision;

import org.hulian.fhir.recognition.RecognitionHub;
import org.hulian.fhir.testing.Answer;

/** A hub with results and orders to decide about; what tests of decisions read from its answers. */
abstract class DecisionHub extends RecognitionHub {
    static final String AT = "2026-11-19T20:00:00+08:00";

    String status(String order) {
        return physician
                .get("/fhir/ServiceRequest/" + order)
                .json()
                .path("status")
                .asText();
    }

    static String task(Answer answer) {
        return part(part(answer.json().path("parameter"), "line").path("part"), "task")
                .at("/valueReference/reference")
                .asText();
    }

    static String reference(Answer answer, String name) {
        return part(answer.json().path("parameter"), name)
                .at("/valueReference/reference")
                .asText();
    }
}
