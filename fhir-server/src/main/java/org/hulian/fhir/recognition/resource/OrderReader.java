package org.hulian.fhir.recognition.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the ServiceRequests of a body: one, or those of a Bundle or of Parameters, in their order. */
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

    /** All orders, none when there is nothing that orders. */
    public List<Order> read(JsonNode body) {
        List<Order> orders = new ArrayList<>();
        collect(body, "ServiceRequest", orders);
        return List.copyOf(orders);
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
                authored(request));
    }

    private @Nullable String patient(JsonNode reference) {
        String text = FhirJson.text(reference);
        return text == null ? null : local.apply(text);
    }

    private @Nullable Instant authored(JsonNode request) {
        String text = FhirJson.text(request.path("authoredOn"));
        return text == null ? null : Times.earliest(text, zone);
    }
}
