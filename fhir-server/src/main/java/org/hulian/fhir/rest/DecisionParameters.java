package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.hulian.fhir.recognition.decision.Decided;
import org.hulian.fhir.recognition.decision.Line;
import org.hulian.fhir.recognition.resource.CatalogueCode;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.store.Written;

/** The answer of {@code $recognize-decision}: the order, a {@code line} with its Task for each item, and the record. */
final class DecisionParameters {
    private DecisionParameters() {}

    static byte[] of(Decided decided) {
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode list = parameters.putArray("parameter");
        reference(list, "order", decided.order().key().toString());
        for (Line line : decided.lines()) {
            CatalogueCode code = line.code();
            ArrayNode parts = list.addObject().put("name", "line").putArray("part");
            parts.addObject()
                    .put("name", "item")
                    .putObject("valueCoding")
                    .put("system", code.system())
                    .put("code", code.code())
                    .put("display", line.judged().name().zh());
            reference(parts, "task", line.task().toString());
        }
        for (Written written : decided.others()) {
            switch (written.key().type().name()) {
                case "Provenance" -> reference(list, "provenance", written.key().toString());
                case "Communication" -> reference(list, "notice", written.key().toString());
                default -> {
                    // Tasks stand with their lines.
                }
            }
        }
        return parameters.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A parameter, or a part of one, that refers to a resource. */
    static void reference(ArrayNode parameters, String name, String reference) {
        parameters.addObject().put("name", name).putObject("valueReference").put("reference", reference);
    }
}
