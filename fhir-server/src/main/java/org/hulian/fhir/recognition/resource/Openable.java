package org.hulian.fhir.recognition.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/** Whether the images or data behind a report can be opened: a conclusion alone is never recognised. */
final class Openable {
    private Openable() {}

    static boolean of(JsonNode report, Function<String, Optional<JsonNode>> others) {
        return References.ofStudies(report).stream()
                .anyMatch(reference ->
                        others.apply(reference).filter(Openable::opens).isPresent());
    }

    private static boolean opens(JsonNode study) {
        if (!study.path("resourceType").asText().equals("ImagingStudy")) {
            return study.has("content");
        }
        boolean endpoint = !study.path("endpoint").isEmpty();
        for (JsonNode series : study.path("series")) {
            endpoint |= !series.path("endpoint").isEmpty();
        }
        return endpoint && study.path("status").asText().equals("available");
    }
}
