package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.recognition.resource.Order;
import org.hulian.fhir.recognition.resource.OrderReader;
import org.jspecify.annotations.Nullable;

/**
 * A call of an order hook.
 *
 * @param orders      the drafts of the patient of the context; of order-select those that are selected; none that says
 *                    not to do something
 * @param identifiers of a patient of another server, {@code system|value}: what that server sent along as the
 *                    prefetched Patient; empty where the patient is one of this hub
 * @param drafts      the orders as they were sent, by {@code ServiceRequest/id}
 * @see <a href="https://cds-hooks.hl7.org/hooks/order-sign/">order-sign</a>
 */
record HookRequest(List<Order> orders, List<String> identifiers, Map<String, ObjectNode> drafts) {
    /** Identifiers of a patient that are looked up, at most. */
    private static final int IDENTIFIERS = 10;

    /** The access token a client sends in the body, or null: it stands in for the header where that is missing. */
    static @Nullable String token(byte[] json) {
        JsonNode body = FhirJson.read(json);
        return body == null
                ? null
                : body.at("/fhirAuthorization/access_token").asText().isEmpty()
                        ? null
                        : body.at("/fhirAuthorization/access_token").asText();
    }

    static HookRequest read(byte[] json, String hook, OrderReader reader) {
        JsonNode body = FhirJson.read(json);
        if (body == null || !body.isObject()) {
            throw invalid("", "The body must be a JSON object.", "请求内容须为 JSON 对象。");
        }
        if (!body.path("hook").asText().equals(hook)) {
            throw invalid("hook", "This service answers the hook " + hook + ".", "本服务仅响应 " + hook + "。");
        }
        JsonNode context = body.path("context");
        String patient = context.path("patientId").asText().replaceFirst("^Patient/", "");
        if (patient.isEmpty()) {
            throw invalid("context.patientId", "A patient is needed.", "须指明患者。");
        }
        if (!context.at("/draftOrders/resourceType").asText().equals("Bundle")) {
            throw invalid("context.draftOrders", "The drafts must be a Bundle.", "草拟医嘱须为 Bundle。");
        }
        if (context.has("selections") && !context.path("selections").isArray()) {
            throw invalid("context.selections", "The selections must be a list of references.", "所选项须为引用的列表。");
        }
        String reference = "Patient/" + patient;
        List<Order> drafts = reader.read(context.path("draftOrders")).stream()
                .map(order -> order.of(reference))
                .filter(order -> selected(order, context) && !order.prohibits())
                .toList();
        if (drafts.stream().anyMatch(order -> !reference.equals(order.patient()))) {
            throw invalid(
                    "context.draftOrders", "All orders must be of the patient of the context.", "所有医嘱须属于上下文中的患者。");
        }
        String server = body.path("fhirServer").asText();
        boolean elsewhere = !server.isEmpty() && !reader.isHere(server);
        JsonNode prefetched = body.at("/prefetch/patient");
        if (prefetched.isObject() && !prefetched.path("id").asText().equals(patient)) {
            throw invalid(
                    "prefetch.patient",
                    "The prefetched Patient must be that of the context.",
                    "预取的 Patient 须为上下文中的患者。");
        }
        return new HookRequest(
                drafts, elsewhere ? identifiers(prefetched) : List.of(), bodies(context.path("draftOrders")));
    }

    private static Map<String, ObjectNode> bodies(JsonNode bundle) {
        Map<String, ObjectNode> bodies = new HashMap<>();
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.path("resource") instanceof ObjectNode order) {
                bodies.put("ServiceRequest/" + order.path("id").asText(), order);
            }
        }
        return bodies;
    }

    /** Without identifiers nobody can say who a patient of another server is here. */
    private static List<String> identifiers(JsonNode patient) {
        List<String> identifiers = new ArrayList<>();
        for (JsonNode identifier : patient.path("identifier")) {
            String system = identifier.path("system").asText();
            String value = identifier.path("value").asText();
            if (!system.isEmpty() && !value.isEmpty() && identifiers.size() < IDENTIFIERS) {
                identifiers.add(escaped(system) + "|" + escaped(value));
            }
        }
        if (identifiers.isEmpty()) {
            throw invalid(
                    "prefetch.patient",
                    "The patient is one of another server: send the Patient with identifiers as prefetch.",
                    "患者属于其他服务器：请在 prefetch 中提供带标识符的 Patient。");
        }
        return identifiers;
    }

    /** What search would take for syntax, <a href="https://hl7.org/fhir/R4/search.html#escaping">escaping</a>. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\,$|])", "\\\\$1");
    }

    private static boolean selected(Order order, JsonNode context) {
        if (!context.has("selections")) {
            return true;
        }
        Set<String> selections = new HashSet<>();
        context.path("selections").forEach(selection -> selections.add(FhirJson.local(selection.asText())));
        return selections.contains(order.reference());
    }

    private static FailureException invalid(String expression, String en, String zh) {
        return new FailureException(
                new Failure.Malformed("invalid", List.of(new Failure.Issue("invalid", expression, en, zh))));
    }
}
