package org.hulian.fhir.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.Compartments;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;

/** A search as text: what the parser reads, what links and the audit entry repeat. */
record SearchText(SearchPlace place, Parameters given, boolean lenient) {
    private static final Set<String> NOT_SEARCHED = Set.of("_format", "_pretty", "_elements", "_page", "_explain");

    /** Whether the plan is wanted, not what it finds. */
    boolean isToBeExplained() {
        return "true".equals(given.first("_explain"));
    }

    /** The searches this is, one for each type; not parsed before somebody asks, so that a fault is audited. */
    List<SearchRequest> requests(SearchParser parser) {
        Map<String, List<String>> parameters = forParser();
        ResourceKey compartment = place.compartment();
        List<SearchRequest> requests = new ArrayList<>();
        for (ResourceType type : place.types(given)) {
            SearchRequest request = parser.parse(type, parameters, lenient);
            requests.add(
                    compartment == null
                            ? request
                            : request.and(Compartments.r4().within(compartment, type)));
        }
        return requests;
    }

    private Map<String, List<String>> forParser() {
        Map<String, List<String>> grouped = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : given.without(NOT_SEARCHED).all()) {
            if (parameter.getKey().equals("_summary") && !parameter.getValue().equals("count")) {
                // How each match is shown; only the count changes what is searched.
                continue;
            }
            if (parameter.getKey().equals(SearchPlace.TYPES) && place.type() == null) {
                continue;
            }
            grouped.computeIfAbsent(parameter.getKey(), name -> new ArrayList<>())
                    .add(parameter.getValue());
        }
        return grouped;
    }

    String forAudit() {
        return place.path() + "?" + query(List.of());
    }

    /** The parameters encoded again, without those that were ignored. */
    String query(Collection<String> ignored) {
        return given.without(Set.copyOf(ignored)).without(Set.of("_page")).text();
    }
}
