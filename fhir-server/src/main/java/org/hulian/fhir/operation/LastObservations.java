package org.hulian.fhir.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.store.StoredResource;

/**
 * The newest observations of each kind, <a
 * href="https://hl7.org/fhir/R4/observation-operation-lastn.html">Observation/$lastn</a>. Two observations are of one kind
 * when they share a coding, also by way of others.
 */
public final class LastObservations {
    /** What a search may say of its page, and this has no page. */
    private static final List<String> OF_PAGES =
            List.of("_contained", "_containedType", "_count", "_include", "_revinclude", "_sort", "_total");

    private final Observations observations;

    /** Groups what a search finds. */
    public LastObservations(Observations observations) {
        this.observations = observations;
    }

    /** Kind by kind in the order of their newest, newest first within each. */
    public Uni<List<StoredResource>> by(Parameters given, RequestContext context) {
        int max = max(given.byName().getOrDefault("max", List.of("1")));
        Parameters search = given.without(Set.of("max"));
        search.all().stream()
                .map(Map.Entry::getKey)
                .filter(name -> OF_PAGES.contains(name.replaceFirst(":.*", "")))
                .findFirst()
                .ifPresent(name -> {
                    throw new FailureException(new Failure.NotSupported(
                            name + " of $lastn", List.of("max", "search parameters of Observation"), 400));
                });
        boolean patient = search.all().stream().anyMatch(each -> isOf(each, "patient") || isOf(each, "subject"));
        boolean kind = search.all().stream().anyMatch(each -> isOf(each, "category") || isOf(each, "code"));
        if (!patient || !kind) {
            throw new FailureException(new Failure.Malformed(
                    "required",
                    List.of(new Failure.Issue(
                            "required",
                            "",
                            "$lastn needs patient or subject, and category or code.",
                            "$lastn 需要参数 patient 或 subject，以及 category 或 code。"))));
        }
        return observations.newestFirst("Observation/$lastn", search, context).map(found -> grouped(found, max));
    }

    private static boolean isOf(Map.Entry<String, String> parameter, String name) {
        return parameter.getKey().split("[:.]", 2)[0].equals(name);
    }

    private static int max(List<String> asked) {
        if (asked.size() != 1 || !asked.getFirst().matches("[1-9][0-9]{0,5}")) {
            throw new FailureException(new Failure.Malformed(
                    "value",
                    List.of(new Failure.Issue("value", "max", "max must be one number from 1.", "max 必须是大于 0 的整数。"))));
        }
        return Integer.parseInt(asked.getFirst());
    }

    static List<StoredResource> grouped(List<StoredResource> newestFirst, int max) {
        List<Set<String>> codes =
                newestFirst.stream().map(LastObservations::codes).toList();
        Map<String, String> kinds = kinds(codes);
        Map<String, List<StoredResource>> groups = new LinkedHashMap<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            String kind = top(kinds, codes.get(i).iterator().next());
            List<StoredResource> group = groups.computeIfAbsent(kind, each -> new ArrayList<>());
            if (group.size() < max) {
                group.add(newestFirst.get(i));
            }
        }
        return groups.values().stream().flatMap(List::stream).toList();
    }

    /** From each code to another of its kind, up to the one that stands for all. */
    private static Map<String, String> kinds(List<Set<String>> codes) {
        Map<String, String> kinds = new HashMap<>();
        for (Set<String> together : codes) {
            String first = top(kinds, together.iterator().next());
            for (String code : together) {
                String other = top(kinds, code);
                if (!other.equals(first)) {
                    kinds.put(other, first);
                }
            }
        }
        return kinds;
    }

    private static String top(Map<String, String> kinds, String code) {
        String at = code;
        for (String next = kinds.get(at); next != null; next = kinds.get(at)) {
            at = next;
        }
        return at;
    }

    private static Set<String> codes(StoredResource observation) {
        Set<String> codes = new LinkedHashSet<>();
        JsonNode body = FhirJson.read(observation.body());
        if (body != null) {
            body.path("code")
                    .path("coding")
                    .forEach(coding -> codes.add(coding.path("system").asText() + "|"
                            + coding.path("code").asText()));
        }
        if (codes.isEmpty()) {
            codes.add("text:"
                    + (body == null ? "" : body.path("code").path("text").asText()));
        }
        return codes;
    }
}
