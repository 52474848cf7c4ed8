package org.hulian.fhir.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.postgres.RowList;
import org.jspecify.annotations.Nullable;

/** Events and how far they are delivered, in the registry database. */
final class SubscriptionTable {
    private static final String BEGIN =
            "insert into hub.subscription_state (subscription) values ($1) on conflict (subscription) do update"
                    + " set attempts = 0, due = now(), problem = null, delivered = hub.subscription_state.last";

    /** Numbers what is new; what has a number keeps it, so reading the changes twice adds nothing. */
    private static final String RECORD = """
            with fresh as (
                select n.type, n.key, n.id, n.version, n.at, row_number() over (order by n.place) as nth
                  from unnest($2::smallint[], $3::uuid[], $4::text[], $5::int[], $6::timestamptz[])
                       with ordinality as n(type, key, id, version, at, place)
                 where not exists (
                        select from hub.subscription_event e
                         where e.subscription = $1 and e.type = n.type and e.key = n.key and e.version = n.version)),
            numbered as (
                insert into hub.subscription_event (subscription, number, type, key, id, version, at)
                select $1, s.last + f.nth, f.type, f.key, f.id, f.version, f.at
                  from fresh f, hub.subscription_state s
                 where s.subscription = $1)
            update hub.subscription_state set last = last + (select count(*) from fresh) where subscription = $1
            """;

    private static final String STATE =
            "select last, delivered, attempts, sent, problem from hub.subscription_state where subscription = $1";

    /** Who gets the row sends; others find it due only when that must have failed. */
    private static final String CLAIM = """
            update hub.subscription_state set due = now() + make_interval(secs => $2)
             where subscription = $1 and due <= now()
               and (last > delivered or ($3 > 0 and sent < now() - make_interval(secs => $3)))
            returning last, delivered, attempts, sent, problem
            """;

    /** By primary key. */
    private static final String EVENTS = """
            select number, type, id, version, at from hub.subscription_event
             where subscription = $1 and number between $2 and $3 order by number limit $4
            """;

    private static final String DELIVERED = """
            update hub.subscription_state
               set delivered = greatest(delivered, $2), attempts = 0, due = now(), sent = now(), problem = null
             where subscription = $1
            """;

    private static final String FAILED = """
            update hub.subscription_state
               set attempts = attempts + 1, due = now() + make_interval(secs => $2), problem = $3
             where subscription = $1
            """;

    private static final String SWEEP =
            "delete from hub.subscription_event where at < now() - make_interval(secs => $1)";

    private final Pool registry;

    SubscriptionTable(Pool registry) {
        this.registry = registry;
    }

    /** How far a subscription is; {@code problem} is what the last attempt failed with. */
    record State(
            long last,
            long delivered,
            int attempts,
            Instant sent,
            @Nullable String problem) {}

    /** An event: a change its subscriber could see when it happened. */
    record Event(long number, ResourceKey key, int version, Instant at) {}

    /** From now on, with nothing owed from before. */
    Uni<Void> begin(UUID subscription) {
        return registry.preparedQuery(BEGIN).execute(Tuple.of(subscription)).replaceWithVoid();
    }

    Uni<Void> record(UUID subscription, List<StoredResource> resources) {
        int size = resources.size();
        Short[] types = new Short[size];
        UUID[] keys = new UUID[size];
        String[] ids = new String[size];
        Integer[] versions = new Integer[size];
        OffsetDateTime[] times = new OffsetDateTime[size];
        for (int i = 0; i < size; i++) {
            StoredResource resource = resources.get(i);
            types[i] = resource.key().type().number();
            keys[i] = ResourceKeys.of(resource.key());
            ids[i] = resource.key().id().value();
            versions[i] = resource.version().number();
            times[i] = resource.updated().atOffset(ZoneOffset.UTC);
        }
        return registry.preparedQuery(RECORD)
                .execute(Tuple.of(subscription, types, keys, ids, versions, times))
                .replaceWithVoid();
    }

    Uni<Optional<State>> state(UUID subscription) {
        return registry.preparedQuery(STATE)
                .execute(Tuple.of(subscription))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(state(rows.iterator().next())));
    }

    /** The right to send for a while, where something is to be sent. */
    Uni<Optional<State>> claim(UUID subscription, Duration patience, int heartbeat) {
        return registry.preparedQuery(CLAIM)
                .execute(Tuple.of(subscription, (double) patience.toSeconds(), (double) heartbeat))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(state(rows.iterator().next())));
    }

    Uni<List<Event>> events(UUID subscription, long from, long to, int most) {
        return registry.preparedQuery(EVENTS)
                .execute(Tuple.of(subscription, from, to, most))
                .map(rows -> RowList.of(rows, SubscriptionTable::event));
    }

    private static Event event(Row row) {
        return new Event(
                row.getLong("number"),
                new ResourceKey(ResourceTypes.r4().numbered(row.getShort("type")), new ResourceId(row.getString("id"))),
                row.getInteger("version"),
                row.getOffsetDateTime("at").toInstant());
    }

    Uni<Void> delivered(UUID subscription, long number) {
        return registry.preparedQuery(DELIVERED)
                .execute(Tuple.of(subscription, number))
                .replaceWithVoid();
    }

    Uni<Void> failed(UUID subscription, Duration pause, String problem) {
        return registry.preparedQuery(FAILED)
                .execute(Tuple.of(subscription, (double) pause.toSeconds(), problem))
                .replaceWithVoid();
    }

    Uni<Void> sweep(Duration life) {
        return registry.preparedQuery(SWEEP)
                .execute(Tuple.of((double) life.toSeconds()))
                .replaceWithVoid();
    }

    private static State state(Row row) {
        return new State(
                row.getLong("last"),
                row.getLong("delivered"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("sent").toInstant(),
                row.getString("problem"));
    }
}
