package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
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
 * @param orders the drafts of the patient of the context; of order-select those that are selected
 * @see <a href="https://cds-hooks.hl7.org/hooks/order-sign/">order-sign</a>
 */
record HookRequest(List<Order> orders) {
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
        if (body == null || !body.path("hook").asText().equals(hook)) {
            throw invalid("hook", "This service answers the hook " + hook + ".", "本服务仅响应 " + hook + "。");
        }
        JsonNode context = body.path("context");
        String patient = context.path("patientId").asText().replaceFirst("^Patient/", "");
        if (patient.isEmpty()) {
            throw invalid("context.patientId", "A patient is needed.", "须指明患者。");
        }
        String reference = "Patient/" + patient;
        List<Order> drafts = reader.read(context.path("draftOrders")).stream()
                .map(order -> order.of(reference))
                .filter(order -> selected(order, context))
                .toList();
        if (drafts.stream().anyMatch(order -> !reference.equals(order.patient()))) {
            throw invalid(
                    "context.draftOrders", "All orders must be of the patient of the context.", "所有医嘱须属于上下文中的患者。");
        }
        return new HookRequest(drafts);
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
