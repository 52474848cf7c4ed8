package org.hulian.demo.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hulian.demo.Delivery;
import org.hulian.demo.ordering.Choice;
import org.hulian.demo.ordering.Placed;

/** Places an order, asks the hub about it, decides as the doctor would, and sends what is measured after all. */
final class OrderDesk {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Door door;
    private final Sending sending;

    /** Sends deliveries until they are taken or refused. */
    interface Sending {
        void send(Door door, List<Delivery> deliveries) throws InterruptedException, LoadFailure;
    }

    OrderDesk(Door door, Sending sending) {
        this.door = door;
        this.sending = sending;
    }

    /**
     * One order from beginning to end.
     *
     * @return what the hub refused, empty for nothing
     */
    String place(Placed placed) throws InterruptedException, LoadFailure, IOException {
        sending.send(door, List.of(placed.order()));
        String order = address(placed);
        Door.Answer asked = door.ask(placed.by(), "GET", order + "/$recognize", null);
        if (asked.status() != 200) {
            return placed.order().name() + ": " + asked.issue();
        }
        Set<String> results = new LinkedHashSet<>();
        Set<String> answered = new LinkedHashSet<>();
        for (JsonNode line : parts(asked.body(), "line")) {
            String result = recognisable(line);
            if (!result.isEmpty()) {
                results.add(result);
                answered.add(part(line, "item").at("/valueCoding/code").asText());
            }
        }
        String refused = results.isEmpty() ? "" : decide(order, placed, results);
        boolean recognised = refused.isEmpty() && placed.choice() instanceof Choice.Recognise;
        sending.send(door, placed.results().apply(recognised ? answered : Set.of()));
        return refused;
    }

    private String address(Placed placed) throws IOException, InterruptedException, LoadFailure {
        if (!placed.address().contains("?")) {
            return placed.address();
        }
        Door.Answer found = door.ask(placed.by(), "GET", placed.address(), null);
        String id = found.body().at("/entry/0/resource/id").asText();
        if (id.isEmpty()) {
            throw new LoadFailure("the hub took " + placed.order().name() + " but does not find it: " + found.issue());
        }
        return "ServiceRequest/" + id;
    }

    private String decide(String order, Placed placed, Set<String> results)
            throws IOException, InterruptedException, LoadFailure {
        ObjectNode parameters = JSON.objectNode().put("resourceType", "Parameters");
        ArrayNode list = parameters.putArray("parameter");
        switch (placed.choice()) {
            case Choice.Recognise recognise -> {
                list.addObject().put("name", "decision").put("valueCode", "recognise");
                results.forEach(result -> list.addObject()
                        .put("name", "result")
                        .putObject("valueReference")
                        .put("reference", result));
            }
            case Choice.Repeat repeat -> {
                list.addObject().put("name", "decision").put("valueCode", "repeat");
                list.addObject().put("name", "reason").put("valueCode", repeat.reason());
                list.addObject().put("name", "patient-informed").put("valueDateTime", placed.time());
                if (!repeat.words().isEmpty()) {
                    list.addObject().put("name", "reason-text").put("valueString", repeat.words());
                }
            }
            case Choice.Nothing nothing -> {
                return "";
            }
        }
        Door.Answer decided = door.ask(placed.by(), "POST", order + "/$recognize-decision", parameters);
        // A conflict: decided before the loader was interrupted.
        boolean stands = decided.status() == 200 || decided.status() == 409;
        return stands ? "" : "decision on " + placed.order().name() + ": " + decided.issue();
    }

    /** The first result of a line that the hub recognises. */
    private static String recognisable(JsonNode line) {
        for (JsonNode verdict : parts(line, "verdict")) {
            if (part(verdict, "verdict").path("valueCode").asText().equals("RECOGNISE")) {
                return part(verdict, "result").at("/valueReference/reference").asText();
            }
        }
        return "";
    }

    private static JsonNode part(JsonNode of, String name) {
        List<JsonNode> found = parts(of, name);
        return found.isEmpty() ? JSON.missingNode() : found.getFirst();
    }

    /** Parameters of a name, of Parameters or of one of them. */
    private static List<JsonNode> parts(JsonNode of, String name) {
        JsonNode all = of.has("parameter") ? of.path("parameter") : of.path("part");
        return all.valueStream()
                .filter(one -> one.path("name").asText().equals(name))
                .toList();
    }
}
