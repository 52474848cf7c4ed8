package org.hulian.fhir.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.StoreTransaction;
import org.hulian.fhir.store.Written;
import org.jspecify.annotations.Nullable;

/** Notes orders to be looked at, in the transaction that writes them or a decision on them. */
public final class OrderProjection implements Projection {
    private static final String NOTE = """
            insert into hub.order_due as d (order_id, due) values ($1, now() + $2 * interval '1 millisecond')
                on conflict (order_id) do update
               set turn = d.turn + 1, due = least(d.due, excluded.due), attempts = 0
            """;

    /** An order this much older than its arrival is history. */
    private static final Duration HISTORY = Duration.ofDays(1);

    private final ZoneId zone;
    private final Clock clock;
    private final Duration settling;

    /**
     * Notes for one region.
     *
     * @param settling how long an order that is history is left alone: what was known when it was made arrives with it,
     *     in any order
     */
    public OrderProjection(ZoneId zone, Clock clock, Duration settling) {
        this.zone = zone;
        this.clock = clock;
        this.settling = settling;
    }

    @Override
    public boolean concerns(ResourceType type, Written.Change change) {
        return type.name().equals("ServiceRequest") || type.name().equals("Task");
    }

    @Override
    public Uni<Void> apply(StoreTransaction transaction, Written written) {
        boolean decision = written.key().type().name().equals("Task");
        String order = decision ? decided(written.body()) : written.key().id().value();
        if (order == null) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.of(order, decision ? 0 : delay(written.body()).toMillis());
        return transaction
                .clinical()
                .chain(clinical -> clinical.preparedQuery(NOTE).execute(values))
                .replaceWithVoid();
    }

    private Duration delay(byte @Nullable [] body) {
        JsonNode order = body == null ? null : FhirJson.read(body);
        TimeSpan authored =
                order == null ? null : TimeSpan.parse(order.path("authoredOn").asText(), zone);
        return authored != null && authored.high().isBefore(clock.instant().minus(HISTORY)) ? settling : Duration.ZERO;
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
