package org.hulian.fhir.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.search.TokenValue;

/**
 * The concepts of a CodeSystem and what each subsumes: by nesting, and by the properties {@code parent} and
 * {@code child}.
 *
 * @see <a href="https://hl7.org/fhir/R4/codesystem.html#hierarchy">codesystem.html#hierarchy</a>
 */
final class CodeHierarchy {
    private final String url;
    private final Map<String, Set<String>> children = new LinkedHashMap<>();
    private final Map<String, Set<String>> parents = new LinkedHashMap<>();

    private CodeHierarchy(String url) {
        this.url = url;
    }

    static CodeHierarchy of(JsonNode codeSystem) {
        CodeHierarchy hierarchy = new CodeHierarchy(codeSystem.path("url").asText(""));
        hierarchy.add(codeSystem.path("concept"), "");
        return hierarchy;
    }

    String url() {
        return url;
    }

    private void add(JsonNode concepts, String parent) {
        for (JsonNode concept : concepts) {
            String code = concept.path("code").asText("");
            children.computeIfAbsent(code, key -> new LinkedHashSet<>());
            link(parent, code);
            for (JsonNode property : concept.path("property")) {
                String other = property.path("valueCode").asText("");
                switch (property.path("code").asText("")) {
                    case "parent" -> link(other, code);
                    case "child" -> link(code, other);
                    default -> {}
                }
            }
            add(concept.path("concept"), code);
        }
    }

    private void link(String parent, String child) {
        if (!parent.isEmpty() && !child.isEmpty()) {
            children.computeIfAbsent(parent, key -> new LinkedHashSet<>()).add(child);
            parents.computeIfAbsent(child, key -> new LinkedHashSet<>()).add(parent);
        }
    }

    Set<TokenValue.Exact> all() {
        Set<TokenValue.Exact> codes = new LinkedHashSet<>();
        children.keySet().forEach(code -> codes.add(new TokenValue.Exact(url, code)));
        return codes;
    }

    /** The code and all below it; empty where there is no such code. */
    Set<TokenValue.Exact> below(String code) {
        return reached(code, children);
    }

    /** The code and all above it; empty where there is no such code. */
    Set<TokenValue.Exact> above(String code) {
        return reached(code, parents);
    }

    private Set<TokenValue.Exact> reached(String code, Map<String, Set<String>> links) {
        Set<TokenValue.Exact> codes = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        if (children.containsKey(code)) {
            open.add(code);
        }
        while (!open.isEmpty()) {
            String next = open.remove();
            if (codes.add(new TokenValue.Exact(url, next))) {
                open.addAll(links.getOrDefault(next, Set.of()));
            }
        }
        return codes;
    }
}
