package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.hulian.fhir.recognition.resource.FhirJson;

/** The profiles, tags and security labels of several resources, each once. */
final class MetaUnion {
    private final Map<String, Set<JsonNode>> labels = new TreeMap<>();

    void add(byte[] resource) {
        JsonNode meta = Objects.requireNonNull(FhirJson.read(resource)).path("meta");
        for (String kind : List.of("profile", "security", "tag")) {
            for (JsonNode label : meta.path(kind)) {
                labels.computeIfAbsent(kind, name -> new LinkedHashSet<>()).add(label);
            }
        }
    }

    JsonNode meta() {
        ObjectNode meta = FhirJson.object();
        labels.forEach((kind, all) -> meta.putArray(kind).addAll(all));
        return meta;
    }
}
