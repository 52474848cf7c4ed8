package org.hulian.fhir.recognition.withdrawal;

import com.fasterxml.jackson.databind.JsonNode;
import org.hulian.fhir.recognition.resource.FhirJson;

/** Reads what {@code recognition.decision} writes into a Task. */
final class RecognitionTask {
    private RecognitionTask() {}

    /** Whether it is a decision that relies on a result, complete as the hub writes it. */
    static boolean isRecognised(JsonNode task) {
        return task.at("/code/coding/0/system").asText().endsWith("/CodeSystem/recognition-task")
                && task.path("status").asText().equals("completed")
                && !output(task, "recognised-result").isMissingNode()
                && output(task, "effective").has("valueInstant")
                && task.has("lastModified");
    }

    /** Id of the order. */
    static String order(JsonNode task) {
        return task.at("/focus/reference").asText().replaceFirst("^ServiceRequest/", "");
    }

    static JsonNode input(JsonNode task, String type) {
        return typed(task.path("input"), type);
    }

    static JsonNode output(JsonNode task, String type) {
        return typed(task.path("output"), type);
    }

    private static JsonNode typed(JsonNode list, String type) {
        for (JsonNode one : list) {
            if (one.at("/type/coding/0/code").asText().equals(type)) {
                return one;
            }
        }
        return FhirJson.missing();
    }
}
