package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.JsonNode;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.StoredResource;

/** A Task there is, as far as a further decision must know. */
record KnownTask(Version version, String status) {
    static KnownTask of(StoredResource stored) {
        JsonNode task = FhirJson.read(stored.body());
        String status = task == null ? "" : task.path("status").asText();
        return new KnownTask(stored.version(), status);
    }

    /** Nobody has decided yet. */
    boolean isOpen() {
        return status.equals("requested");
    }

    boolean isRecognised() {
        return status.equals("completed");
    }
}
