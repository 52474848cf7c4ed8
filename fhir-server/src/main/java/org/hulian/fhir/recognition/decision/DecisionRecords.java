package org.hulian.fhir.recognition.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.WriteRule;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.Write;

/**
 * Keeps the record of decisions to the operation that makes them: a Task, Provenance or Communication of a decision is
 * neither written nor replaced nor deleted by plain requests, whoever sends them.
 */
public final class DecisionRecords implements WriteRule {
    /** Decisions, and the notices of their withdrawal. */
    private static final Set<String> RECORDS =
            Set.of(Elements.SYSTEM, "http://hulian.org/fhir/CodeSystem/recognition-withdrawal");

    private static final Set<String> TYPES = Set.of("Task", "Provenance", "Communication");

    @Override
    public void check(Write write, RequestContext context) {
        if (!concerns(write, context)) {
            return;
        }
        ResourceBody body = write.body();
        if (body != null && isRecord(body.bytes())) {
            throw refused(write.key());
        }
    }

    @Override
    public boolean asksWhatIsReplaced(Write write, RequestContext context) {
        return !(write instanceof Write.Create) && concerns(write, context);
    }

    @Override
    public void check(Write write, StoredResource replaced, RequestContext context) {
        if (concerns(write, context) && isRecord(replaced.body())) {
            throw refused(write.key());
        }
    }

    private static boolean concerns(Write write, RequestContext context) {
        return TYPES.contains(write.key().type().name()) && !Access.isHub(context.caller());
    }

    private static boolean isRecord(byte[] json) {
        JsonNode resource = FhirJson.read(json);
        if (resource == null) {
            return false;
        }
        return switch (resource.path("resourceType").asText()) {
            case "Task" -> names(resource.path("code"));
            case "Provenance" -> names(resource.path("activity"));
            case "Communication" -> {
                boolean named = false;
                for (JsonNode category : resource.path("category")) {
                    named |= names(category);
                }
                yield named;
            }
            default -> false;
        };
    }

    private static boolean names(JsonNode concept) {
        for (JsonNode coding : concept.path("coding")) {
            if (RECORDS.contains(coding.path("system").asText())) {
                return true;
            }
        }
        return false;
    }

    private static FailureException refused(ResourceKey key) {
        String type = key.type().name();
        return new FailureException(new Failure.Invalid(List.of(new Failure.Issue(
                "business-rule",
                switch (type) {
                    case "Task" -> "Task.code";
                    case "Provenance" -> "Provenance.activity";
                    default -> "Communication.category";
                },
                "The record of a decision about an earlier result is written by the hub alone. To decide, POST"
                        + " ServiceRequest/{id}/$recognize-decision.",
                "互认决定的记录仅由平台写入。请通过 POST ServiceRequest/{id}/$recognize-decision 作出决定。"))));
    }
}
