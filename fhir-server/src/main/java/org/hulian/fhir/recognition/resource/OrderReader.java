package org.hulian.fhir.recognition.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** Finds the ServiceRequests of a body: one, or those of a Bundle, of Parameters or of a RequestGroup, in their order. */
public final class OrderReader {
    private final ZoneId zone;
    private final UnaryOperator<String> local;

    /**
     * A reader.
     *
     * @param zone  for dates without a time zone
     * @param local makes references to this server relative; those to others must stay what they are
     */
    public OrderReader(ZoneId zone, UnaryOperator<String> local) {
        this.zone = zone;
        this.local = local;
    }

    /** A reference, relative where it is to this server. */
    public String local(String reference) {
        return local.apply(reference);
    }

    /** All orders, none when there is nothing that orders. */
    public List<Order> read(JsonNode body) {
        List<Order> orders = new ArrayList<>();
        collect(body, "ServiceRequest", orders);
        return List.copyOf(orders);
    }

    /** Whether a FHIR base URL is that of this server. */
    public boolean isHere(String server) {
        return local.apply(server.replaceFirst("/+$", "") + "/Patient").equals("Patient");
    }

    /** Orders a RequestGroup only points at, as {@code ServiceRequest/id}; those in the same body are left out. */
    public List<String> elsewhere(JsonNode body) {
        List<String> here = read(body).stream().map(Order::reference).toList();
        Set<String> named = new LinkedHashSet<>();
        named(body, named);
        here.forEach(named::remove);
        return List.copyOf(named);
    }

    private void named(JsonNode node, Set<String> named) {
        switch (node.path("resourceType").asText()) {
            case "RequestGroup" ->
                actions(node).stream()
                        .map(local)
                        .filter(reference -> reference.startsWith("ServiceRequest/"))
                        .forEach(named::add);
            case "Bundle" -> node.path("entry").forEach(entry -> named(entry.path("resource"), named));
            case "Parameters" -> node.path("parameter").forEach(parameter -> named(parameter.path("resource"), named));
            default -> {
                // Something else that travels with the orders.
            }
        }
    }

    /** References of a group's actions and of the actions within them. */
    private static List<String> actions(JsonNode group) {
        List<String> references = new ArrayList<>();
        for (JsonNode action : group.path("action")) {
            String reference = FhirJson.text(action.at("/resource/reference"));
            if (reference != null) {
                references.add(reference);
            }
            references.addAll(actions(action));
        }
        return references;
    }

    private void contained(JsonNode group, List<Order> orders) {
        String patient = patient(group.at("/subject/reference"));
        for (String reference : actions(group)) {
            for (JsonNode inside : group.path("contained")) {
                if (reference.equals("#" + inside.path("id").asText())
                        && inside.path("resourceType").asText().equals("ServiceRequest")) {
                    Order order = order(inside, reference).named(reference);
                    orders.add(patient == null ? order : order.of(patient));
                }
            }
        }
    }

    private void collect(JsonNode node, String name, List<Order> orders) {
        switch (node.path("resourceType").asText()) {
            case "ServiceRequest" -> orders.add(order(node, name));
            case "Bundle" -> {
                for (JsonNode entry : node.path("entry")) {
                    String full = FhirJson.text(entry.path("fullUrl"));
                    collect(entry.path("resource"), full == null ? "#" + (orders.size() + 1) : full, orders);
                }
            }
            case "Parameters" -> {
                for (JsonNode parameter : node.path("parameter")) {
                    collect(parameter.path("resource"), "#" + (orders.size() + 1), orders);
                }
            }
            case "RequestGroup" -> contained(node, orders);
            default -> {
                // Something else that travels with the orders.
            }
        }
    }

    private Order order(JsonNode request, String name) {
        JsonNode code = request.path("code");
        String words = FhirJson.first(code.path("text"), code.at("/coding/0/display"), code.at("/coding/0/code"));
        return new Order(
                FhirJson.reference(request, name),
                patient(request.at("/subject/reference")),
                FhirJson.codes(code),
                words == null ? "" : words,
                authored(request),
                request.path("doNotPerform").asBoolean());
    }

    private @Nullable String patient(JsonNode reference) {
        String text = FhirJson.text(reference);
        return text == null ? null : local.apply(text);
    }

    private @Nullable Instant authored(JsonNode request) {
        String text = FhirJson.text(request.path("authoredOn"));
        if (text == null) {
            return null;
        }
        Instant time = Times.earliest(text, zone);
        if (time == null) {
            throw new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                    "value",
                    "ServiceRequest.authoredOn",
                    "authoredOn is no date. Correct it.",
                    "authoredOn 不是日期，请更正。"))));
        }
        return time;
    }
}
