package org.hulian.fhir.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.StoreTransaction;
import org.hulian.fhir.store.Written;
import org.jspecify.annotations.Nullable;

/** Notes orders to be looked at, in the transaction that writes them or a decision on them. */
public final class OrderProjection implements Projection {
    private static final String NOTE = """
            insert into hub.order_due as d (order_id) values ($1)
                on conflict (order_id) do update set turn = d.turn + 1, due = least(d.due, now()), attempts = 0
            """;

    @Override
    public boolean concerns(ResourceType type) {
        return type.name().equals("ServiceRequest") || type.name().equals("Task");
    }

    @Override
    public Uni<Void> apply(StoreTransaction transaction, Written written) {
        String order = written.key().type().name().equals("Task")
                ? decided(written.body())
                : written.key().id().value();
        return order == null
                ? Uni.createFrom().voidItem()
                : transaction
                        .clinical()
                        .chain(clinical -> clinical.preparedQuery(NOTE).execute(Tuple.of(order)))
                        .replaceWithVoid();
    }

    /** The order a decision is about; an offer says nothing that is not counted already. */
    private static @Nullable String decided(byte @Nullable [] body) {
        JsonNode task = body == null ? null : FhirJson.read(body);
        if (task == null
                || task.path("status").asText().equals("requested")
                || !task.at("/code/coding/0/system").asText().endsWith("/CodeSystem/recognition-task")) {
            return null;
        }
        String focus = task.at("/focus/reference").asText();
        return focus.startsWith("ServiceRequest/") ? focus.substring("ServiceRequest/".length()) : null;
    }
}
