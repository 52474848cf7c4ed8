package org.hulian.launcher.figures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts ServiceRequests and the Tasks of decisions one by one, each once, whoever shows them. */
public final class Recount {
    private static final String DECISION = "/CodeSystem/recognition-task";

    private final OrderedTests tests;
    private final Map<String, JsonNode> orders = new HashMap<>();
    private final Map<String, Map<String, JsonNode>> tasks = new HashMap<>();

    public Recount(OrderedTests tests) {
        this.tests = tests;
    }

    /** Takes in a page of a search. */
    public void add(JsonNode page) {
        for (JsonNode entry : page.path("entry")) {
            JsonNode resource = entry.path("resource");
            String id = resource.path("id").asText();
            if (resource.path("resourceType").asText().equals("ServiceRequest")) {
                orders.put(id, resource);
            } else if (resource.at("/code/coding/0/system").asText().endsWith(DECISION)) {
                String order = resource.at("/focus/reference").asText().replaceFirst("^.*ServiceRequest/", "");
                tasks.computeIfAbsent(order, none -> new HashMap<>()).put(id, resource);
            }
        }
    }

    /** Of everything taken in. */
    public Counts counts() {
        Counts counts = new Counts();
        orders.forEach((id, order) ->
                count(order, List.copyOf(tasks.getOrDefault(id, Map.of()).values()), counts));
        return counts;
    }

    /** By the rules of ADR 0056: what order and Task say of each line. */
    private void count(JsonNode order, List<JsonNode> decided, Counts counts) {
        String status = order.path("status").asText();
        if (status.equals("entered-in-error")) {
            return;
        }
        List<JsonNode> left = new ArrayList<>(decided);
        left.removeIf(task -> task.path("status").asText().equals("completed"));
        int recognised = decided.size() - left.size();
        counts.add("recognised", recognised);
        counts.add("offered", recognised);
        counts.add("ordered", recognised);
        boolean done = status.equals("active") || status.equals("completed");
        if (!done && !status.equals("draft") && !status.equals("on-hold")) {
            return;
        }
        counts.add("offered", left.size());
        counts.add("ordered", left.size());
        for (JsonNode task : left) {
            String reason = task.at("/statusReason/coding/0/code").asText();
            boolean explained = task.path("status").asText().equals("rejected") && !reason.isEmpty();
            counts.add(explained ? "repeated-" + reason : done ? "unexplained" : "open", 1);
            counts.add("performed", explained || done ? 1 : 0);
        }
        int others = Math.max(0, tests.of(order.path("code")) - decided.size());
        counts.add("ordered", done ? others : 0);
        counts.add("performed", done ? others : 0);
    }
}
