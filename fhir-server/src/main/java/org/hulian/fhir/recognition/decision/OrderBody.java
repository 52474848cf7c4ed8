package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.hulian.fhir.recognition.RepeatReason;
import org.hulian.fhir.recognition.Words;
import org.hulian.security.consent.Caller;

/**
 * The order after a decision. R4 has no reason beside a ServiceRequest's status, hence HL7's own extension.
 *
 * @see <a href="https://hl7.org/fhir/R4/extension-request-statusreason.html">statusReason</a>
 */
final class OrderBody {
    private static final String STATUS_REASON = "http://hl7.org/fhir/StructureDefinition/request-statusReason";
    private static final Words NOT_NEEDED = new Words("Not needed: an earlier result is relied on", "已互认既往结果，无需再做");

    private OrderBody() {}

    /** With the results it is answered by; revoked when nothing is left to do. */
    static ObjectNode recognised(ObjectNode order, Set<String> results, boolean whole, Caller caller, Instant now) {
        ArrayNode supporting = Elements.list(order, "supportingInfo");
        for (String result : results) {
            boolean there = false;
            for (int i = 0; i < supporting.size(); i++) {
                there |= supporting.path(i).path("reference").asText().equals(result);
            }
            if (!there) {
                supporting.add(Elements.reference(result));
            }
        }
        if (whole) {
            order.put("status", "revoked");
            ObjectNode extension = Elements.list(order, "extension").addObject().put("url", STATUS_REASON);
            extension.set("valueCodeableConcept", Elements.concept("recognised", NOT_NEEDED));
        }
        return noted(order, "Recognised / 互认: " + String.join(", ", results), caller, now);
    }

    /** With the reason why it is done again. */
    static ObjectNode repeated(ObjectNode order, RepeatReason reason, Caller caller, Instant now) {
        Elements.list(order, "reasonCode").add(Elements.concept(reason));
        String words = reason.words().en() + " / " + reason.words().zh();
        return noted(order, words, caller, now);
    }

    private static ObjectNode noted(ObjectNode order, String text, Caller caller, Instant now) {
        Elements.list(order, "note")
                .addObject()
                .put("authorString", caller.name())
                .put("time", now.toString())
                .put("text", text);
        return order;
    }
}
