package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.recognition.RepeatReason;
import org.hulian.fhir.recognition.Words;
import org.hulian.security.consent.Caller;

/** What is kept beside the Tasks: who decided on what ground, and that the patient was told. */
final class RecordBody {
    private static final Words RECOGNISED = new Words("An earlier result was recognised", "互认既往结果");
    private static final Words REPEATED = new Words("A test is repeated for a lawful reason", "依规定情形重复检查");

    private RecordBody() {}

    /** <a href="https://hl7.org/fhir/R4/provenance.html">Provenance</a> of everything a decision wrote. */
    static ObjectNode provenance(
            String id, List<String> targets, Choice choice, Set<String> results, Caller caller, Instant now) {
        ObjectNode provenance = Elements.resource("Provenance", id);
        ArrayNode target = provenance.putArray("target");
        targets.forEach(one -> target.add(Elements.reference(one)));
        provenance.put("recorded", now.toString());
        ArrayNode reasons = provenance.putArray("reason");
        switch (choice) {
            case Choice.Recognise recognise -> provenance.set("activity", Elements.concept("recognised", RECOGNISED));
            case Choice.Repeat repeat -> {
                provenance.set("activity", Elements.concept("repeated", REPEATED));
                reasons.add(Elements.concept(repeat.reason()));
            }
        }
        if (reasons.isEmpty()) {
            provenance.remove("reason");
        }
        ObjectNode agent = provenance.putArray("agent").addObject();
        agent.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/provenance-participant-type")
                .put("code", "author");
        agent.set("who", Elements.who(caller));
        if (caller.institutionCode() != null) {
            agent.set("onBehalfOf", Elements.reference("Organization/" + caller.institutionCode()));
        }
        ArrayNode entities = provenance.putArray("entity");
        for (String result : results) {
            entities.addObject().put("role", "source").set("what", Elements.reference(result));
        }
        if (entities.isEmpty()) {
            provenance.remove("entity");
        }
        return provenance;
    }

    /** <a href="https://hl7.org/fhir/R4/communication.html">Communication</a>: the patient was told why. */
    static ObjectNode notice(
            String id, JsonNode order, String reference, List<String> about, Choice.Repeat choice, Caller caller) {
        ObjectNode notice = Elements.resource("Communication", id);
        notice.putArray("basedOn").add(Elements.reference(reference));
        notice.put("status", "completed");
        notice.putArray("category").add(Elements.concept("patient-notice", new Words("Patient notice", "患者告知")));
        notice.set("subject", order.path("subject"));
        ArrayNode subjects = notice.putArray("about");
        about.forEach(one -> subjects.add(Elements.reference(one)));
        if (order.path("encounter").has("reference")) {
            notice.set("encounter", order.path("encounter"));
        }
        notice.put("sent", choice.informed().toString());
        notice.putArray("recipient").add(order.path("subject"));
        notice.set("sender", Elements.who(caller));
        notice.putArray("reasonCode").add(Elements.concept(choice.reason()));
        RepeatReason reason = choice.reason();
        notice.putArray("payload")
                .addObject()
                .put(
                        "contentString",
                        "The test is repeated although an earlier result is there. / 已有既往结果，仍需重复检查。 "
                                + reason.words().en() + " / " + reason.words().zh());
        return notice;
    }
}
