package org.hulian.fhir.recognition.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hulian.fhir.recognition.resource.References;
import org.hulian.fhir.search.SearchPage;

/**
 * What was found beside the results.
 *
 * @param byName  specimens and studies by {@code Type/id}
 * @param byAbout documents by {@code Type/id} of what they are about
 */
record Beside(Map<String, JsonNode> byName, Map<String, List<JsonNode>> byAbout) {
    static Beside of(List<SearchPage> pages) {
        Map<String, JsonNode> byName = new HashMap<>();
        Map<String, List<JsonNode>> byAbout = new HashMap<>();
        pages.stream()
                .flatMap(page -> page.matches().stream())
                .flatMap(match -> Found.read(match).stream())
                .forEach(found -> {
                    byName.put(found.stored().key().toString(), found.resource());
                    References.ofDocument(found.resource())
                            .forEach(about -> byAbout.computeIfAbsent(about, any -> new ArrayList<>())
                                    .add(found.resource()));
                });
        return new Beside(byName, byAbout);
    }

    Optional<JsonNode> named(String reference) {
        return Optional.ofNullable(byName.get(reference));
    }

    List<JsonNode> about(String reference) {
        return byAbout.getOrDefault(reference, List.of());
    }
}
