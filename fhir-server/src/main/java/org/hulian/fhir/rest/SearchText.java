package org.hulian.fhir.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.Parameters;

/** A search as text: what the parser reads, what links and the audit entry repeat. */
record SearchText(ResourceType type, Parameters given, boolean lenient) {
    private static final Set<String> NOT_SEARCHED = Set.of("_format", "_pretty", "_elements", "_page");

    Map<String, List<String>> forParser() {
        Map<String, List<String>> grouped = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : given.without(NOT_SEARCHED).all()) {
            if (parameter.getKey().equals("_summary") && !parameter.getValue().equals("count")) {
                // How each match is shown; only the count changes what is searched.
                continue;
            }
            grouped.computeIfAbsent(parameter.getKey(), name -> new ArrayList<>())
                    .add(parameter.getValue());
        }
        return grouped;
    }

    String forAudit() {
        return type + "?" + query(List.of());
    }

    /** The parameters encoded again, without those that were ignored. */
    String query(Collection<String> ignored) {
        return given.without(Set.copyOf(ignored)).without(Set.of("_page")).text();
    }
}
