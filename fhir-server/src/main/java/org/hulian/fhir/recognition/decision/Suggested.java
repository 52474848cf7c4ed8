package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.recognition.Verdict;
import org.hulian.fhir.recognition.order.Advice;
import org.hulian.fhir.recognition.order.JudgedLine;
import org.hulian.fhir.recognition.resource.CatalogueCode;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.security.consent.Caller;

/**
 * What a decision about a draft would be, before anybody takes it: the bodies of {@code $recognize-decision}, and the
 * order as relying on the results leaves it.
 */
public final class Suggested {
    private final Advice advice;
    private final ObjectNode draft;

    /** For an order that was judged; {@code draft} is not changed. */
    public Suggested(Advice advice, ObjectNode draft) {
        this.advice = advice;
        this.draft = draft.deepCopy();
        if (advice.order().patient() != null) {
            this.draft.set("subject", Elements.reference(advice.order().patient()));
        }
    }

    /** The order linked to the results, and closed where they answer all of it. */
    public ObjectNode closed(Caller caller, Instant now) {
        boolean whole = advice.extent() == Advice.Extent.WHOLE;
        return OrderBody.recognised(draft.deepCopy(), results(), whole, caller, now);
    }

    /** Parameters that rely on every result that may be relied on: complete. */
    public ObjectNode accept() {
        ArrayNode list = FhirJson.object().putArray("parameter");
        list.addObject().put("name", "decision").put("valueCode", Choice.Recognise.CODE);
        for (String result : results()) {
            list.addObject().put("name", "result").set("valueReference", Elements.reference(result));
        }
        return parameters(list);
    }

    /** Parameters that repeat the test: {@code reason} and {@code patient-informed} are the clinician's to add. */
    public ObjectNode override() {
        ArrayNode list = FhirJson.object().putArray("parameter");
        list.addObject().put("name", "decision").put("valueCode", Choice.Repeat.CODE);
        return parameters(list);
    }

    private ObjectNode parameters(ArrayNode list) {
        for (JudgedLine line : answered()) {
            CatalogueCode code = CatalogueCode.of(line.line().code());
            list.addObject()
                    .put("name", "item")
                    .putObject("valueCoding")
                    .put("system", code.system())
                    .put("code", code.code());
        }
        ObjectNode order = draft.deepCopy();
        if (order.path("status").asText().equals("draft")) {
            // A decision is taken when the order is signed.
            order.put("status", "active");
        }
        list.addObject().put("name", "order").set("resource", order);
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        parameters.set("parameter", list);
        return parameters;
    }

    private List<JudgedLine> answered() {
        return advice.lines().stream()
                .filter(line -> line.recognised().isPresent())
                .toList();
    }

    private Set<String> results() {
        Set<String> results = new LinkedHashSet<>();
        answered()
                .forEach(line ->
                        line.recognised().map(Verdict::result).ifPresent(result -> results.add(result.reference())));
        return results;
    }
}
