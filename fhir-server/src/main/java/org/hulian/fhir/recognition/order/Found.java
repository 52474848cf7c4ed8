package org.hulian.fhir.recognition.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.store.StoredResource;

/** A resource that was found, parsed once. */
record Found(StoredResource stored, JsonNode resource) {
    static Optional<Found> read(StoredResource stored) {
        return Optional.ofNullable(FhirJson.read(stored.body())).map(resource -> new Found(stored, resource));
    }
}
