package org.hulian.fhir.recognition.withdrawal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.hulian.fhir.interaction.OperationWrite.Change;
import org.hulian.fhir.recognition.Words;
import org.hulian.fhir.recognition.decision.Line;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.store.StoredResource;

/** What is written when a result may not be relied on any more: the Task's new standing and a Communication. */
final class Notice {
    private static final String SYSTEM = "http://hulian.org/fhir/CodeSystem/recognition-withdrawal";

    private Notice() {}

    /** The Task with its new standing. */
    static Change task(StoredResource stored, ObjectNode task, Cause cause, Instant now) {
        ObjectNode next = task.deepCopy();
        ObjectNode status = concept(cause.standing(), cause.words());
        next.set("businessStatus", status);
        next.put("lastModified", now.toString());
        return new Change.Next(stored.key(), bytes(next), stored.version());
    }

    /**
     * The <a href="https://hl7.org/fhir/R4/communication.html">Communication</a> to who relied on it; its id follows from
     * Task and cause, so that nobody is told twice.
     */
    static Change communication(
            Reliance reliance, String institution, JsonNode task, JsonNode order, Cause cause, Instant now) {
        ResourceId id = new ResourceId(Line.name("withdrawal", reliance.task().toString(), cause.code())
                .toString());
        ObjectNode notice = FhirJson.object();
        notice.put("resourceType", "Communication").put("id", id.value());
        notice.putArray("basedOn").add(reference("ServiceRequest/" + reliance.order()));
        notice.put("status", "completed");
        notice.putArray("category").add(concept("withdrawal", new Words("Withdrawal of a result", "撤回互认结果")));
        notice.put("priority", "urgent");
        notice.set("subject", task.path("for"));
        ArrayNode about = notice.putArray("about");
        about.add(reference(reliance.result()));
        about.add(reference("Task/" + reliance.task()));
        if (task.has("encounter")) {
            notice.set("encounter", task.path("encounter"));
        }
        notice.put("sent", now.toString());
        ArrayNode recipients = notice.putArray("recipient");
        recipients.add(reference("Organization/" + institution));
        recipients.add(task.path("owner"));
        String requester = order.at("/requester/reference").asText();
        if (requester.startsWith("Practitioner")) {
            recipients.add(reference(requester));
        }
        notice.putObject("sender").put("display", "Hulian");
        notice.putArray("reasonCode").add(concept(cause.code(), cause.words()));
        notice.putArray("payload")
                .addObject()
                .put(
                        "contentString",
                        "%s. Look again at %s and order the test if it is needed. / %s。请重新评估 %s，必要时重新开单。"
                                .formatted(
                                        cause.words().en(),
                                        reliance.result(),
                                        cause.words().zh(),
                                        reliance.result()));
        return new Change.New(new ResourceKey(ResourceTypes.r4().get("Communication"), id), bytes(notice));
    }

    private static ObjectNode reference(String reference) {
        return FhirJson.object().put("reference", reference);
    }

    private static ObjectNode concept(String code, Words words) {
        return FhirJson.concept(SYSTEM, code, words);
    }

    private static byte[] bytes(ObjectNode resource) {
        return resource.toString().getBytes(StandardCharsets.UTF_8);
    }
}
