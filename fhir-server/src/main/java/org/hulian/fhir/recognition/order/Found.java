package org.hulian.fhir.recognition.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.store.StoredResource;

/** A resource that was found, parsed once. */
record Found(StoredResource stored, JsonNode resource) {
    /** The matches of a page. */
    static List<Found> of(SearchPage page) {
        List<Found> found = new ArrayList<>(page.matches().size());
        for (StoredResource match : page.matches()) {
            JsonNode resource = FhirJson.read(match.body());
            if (resource != null) {
                found.add(new Found(match, resource));
            }
        }
        return found;
    }
}
