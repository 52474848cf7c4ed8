package org.hulian.security.consent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provision of a Consent in plain words, its FHIR JSON, and what it means, evaluated the slow and obvious way. */
record Rule(
        boolean permits,
        Set<Integer> actors,
        Set<String> classes,
        Set<String> labels,
        Set<Purpose> purposes,
        @Nullable Instant start,
        @Nullable Instant end,
        List<Rule> nested) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RecordCategories CATEGORIES = RecordCategories.load();

    /** A request for one record. */
    record Request(int institution, String category, int sensitivity, Purpose purpose, Instant at) {}

    static Rule permit(Set<Integer> actors, String... classes) {
        return new Rule(true, actors, Set.of(classes), Set.of(), Set.of(), null, null, List.of());
    }

    static Rule deny(Set<Integer> actors, String... classes) {
        return new Rule(false, actors, Set.of(classes), Set.of(), Set.of(), null, null, List.of());
    }

    Rule labelled(String... codes) {
        return new Rule(permits, actors, classes, Set.of(codes), purposes, start, end, nested);
    }

    Rule purposed(Purpose... codes) {
        return new Rule(permits, actors, classes, labels, Set.of(codes), start, end, nested);
    }

    Rule during(@Nullable Instant from, @Nullable Instant to) {
        return new Rule(permits, actors, classes, labels, purposes, from, to, nested);
    }

    Rule with(Rule... rules) {
        return new Rule(permits, actors, classes, labels, purposes, start, end, List.of(rules));
    }

    /** Whether the Consent with this base rule lets the request see the record. */
    boolean allows(Request request) {
        return allows(request, new Rule(true, Set.of(), Set.of(), Set.of(), Set.of(), null, null, List.of()));
    }

    private boolean allows(Request request, Rule around) {
        Rule stated = new Rule(
                permits,
                actors.isEmpty() ? around.actors : actors,
                classes.isEmpty() ? around.classes : classes,
                labels.isEmpty() ? around.labels : labels,
                purposes.isEmpty() ? around.purposes : purposes,
                start == null || (around.start != null && around.start.isAfter(start)) ? around.start : start,
                end == null || (around.end != null && around.end.isBefore(end)) ? around.end : end,
                nested);
        boolean open = permits && stated.opens(request);
        for (Rule rule : nested) {
            open |= rule.permits && rule.allows(request, stated);
        }
        return open && nested.stream().noneMatch(rule -> !rule.permits && rule.denies(request));
    }

    private boolean opens(Request request) {
        boolean what = classes.isEmpty()
                || classes.contains(request.category())
                || request.category().equals("demographics");
        boolean why = purposes.isEmpty()
                ? (Purpose.TREAT.withKinds() & request.purpose().mask()) != 0
                : names(request.purpose());
        return actors.contains(request.institution())
                && what
                && why
                && (request.sensitivity() & ~sensitive()) == 0
                && covers(request.at());
    }

    private boolean denies(Request request) {
        boolean content = labels.isEmpty() || labels.contains("N") || (request.sensitivity() & sensitive()) != 0;
        return (actors.isEmpty() || actors.contains(request.institution()))
                && (classes.isEmpty() || classes.contains(request.category()))
                && (purposes.isEmpty() || names(request.purpose()))
                && content
                && covers(request.at());
    }

    private boolean names(Purpose asked) {
        return purposes.stream().anyMatch(purpose -> (purpose.withKinds() & asked.mask()) != 0);
    }

    private int sensitive() {
        return labels.stream()
                .mapToInt(label ->
                        CATEGORIES.sensitivityOfLabel(system(label), label).orElseThrow())
                .reduce(0, (a, b) -> a | b);
    }

    private boolean covers(Instant at) {
        return (start == null || !at.isBefore(start)) && (end == null || at.isBefore(end));
    }

    private static String system(String label) {
        return "http://terminology.hl7.org/CodeSystem/" + (label.length() == 1 ? "v3-Confidentiality" : "v3-ActCode");
    }

    byte[] consent() {
        ObjectNode consent =
                JSON.createObjectNode().put("resourceType", "Consent").put("status", "active");
        consent.putObject("scope")
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/consentscope")
                .put("code", "patient-privacy");
        consent.set("provision", json());
        try {
            return JSON.writeValueAsBytes(consent);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ObjectNode json() {
        ObjectNode rule = JSON.createObjectNode().put("type", permits ? "permit" : "deny");
        if (start != null) {
            rule.withObject("/period").put("start", start.toString());
        }
        if (end != null) {
            rule.withObject("/period").put("end", end.toString());
        }
        for (int actor : actors) {
            ObjectNode node = rule.withArray("actor").addObject();
            node.putObject("role").putArray("coding").addObject().put("code", "IRCP");
            node.putObject("reference").put("reference", "Organization/" + actor);
        }
        for (String code : classes) {
            rule.withArray("class")
                    .addObject()
                    .put("system", RecordCategories.SYSTEM)
                    .put("code", code);
        }
        for (String label : labels) {
            rule.withArray("securityLabel")
                    .addObject()
                    .put("system", system(label))
                    .put("code", label);
        }
        for (Purpose purpose : purposes) {
            rule.withArray("purpose").addObject().put("system", Purpose.SYSTEM).put("code", purpose.name());
        }
        nested.forEach(child -> rule.withArray("provision").add(child.json()));
        return rule;
    }
}
