package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.hulian.fhir.recognition.RepeatReason;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.security.consent.Caller;

/** Elements of FHIR as JSON trees. */
final class Elements {
    static final String SYSTEM = "http://hulian.org/fhir/CodeSystem/recognition-task";

    private Elements() {}

    static ObjectNode resource(String type, String id) {
        return FhirJson.object().put("resourceType", type).put("id", id);
    }

    static ObjectNode reference(String reference) {
        return FhirJson.object().put("reference", reference);
    }

    static ObjectNode concept(String code, Words words) {
        return FhirJson.concept(SYSTEM, code, words);
    }

    static ObjectNode concept(RepeatReason reason) {
        return FhirJson.concept(RepeatReason.SYSTEM, reason.code(), reason.words());
    }

    /** Who decides: the subject of the token, by name. */
    static ObjectNode who(Caller caller) {
        ObjectNode who = FhirJson.object().put("type", "Practitioner");
        who.putObject("identifier")
                .put("system", "http://hulian.org/fhir/identifier/subject")
                .put("value", caller.subject());
        return who.put("display", caller.name());
    }

    /** The elements of a list, which is made where it is missing. */
    static ArrayNode list(ObjectNode object, String name) {
        return object.path(name) instanceof ArrayNode there ? there : object.putArray(name);
    }

    static byte[] bytes(ObjectNode resource) {
        return resource.toString().getBytes(StandardCharsets.UTF_8);
    }
}
