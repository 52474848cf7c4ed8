package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.sql.AccessSql;
import org.hulian.fhir.search.sql.Sql;
import org.hulian.fhir.store.Write;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Locks the rows a transaction will change and tells what they are. Everybody locks by database, type and key in ascending order,
 * so that two writers wait for each other in one direction only: the registry before the clinical database.
 */
final class RowLocks {
    private RowLocks() {}

    /** Rows that one statement can lock. */
    private record Group(Side side, ResourceType type, AccessPredicate allowed, AccessPredicate seen) {}

    /** What was found, by type and key. */
    record Found(Map<String, Current> rows) {
        @Nullable
        Current of(Draft draft) {
            return rows.get(name(draft.type().number(), draft.key()));
        }
    }

    static Uni<Found> take(PostgresTransaction transaction, List<Draft> drafts) {
        Map<Group, List<UUID>> groups = new LinkedHashMap<>();
        drafts.stream()
                .sorted(Comparator.comparing((Draft draft) -> draft.side().store())
                        .thenComparing((Draft draft) -> draft.type().number())
                        .thenComparing(Draft::key))
                .forEach(draft -> {
                    switch (draft.write()) {
                        case Write.Create create -> {}
                        case Write.Update update -> add(groups, draft, update.access(), update.seen());
                        case Write.Delete delete -> add(groups, draft, delete.access(), delete.seen());
                    }
                });
        Map<String, Current> found = new HashMap<>();
        Map<Side, List<Group>> bySide = new LinkedHashMap<>();
        groups.keySet()
                .forEach(group -> bySide.computeIfAbsent(group.side(), side -> new ArrayList<>())
                        .add(group));
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Map.Entry<Side, List<Group>> each : bySide.entrySet()) {
            all = all.chain(() -> transaction.on(each.getKey()))
                    .chain(connection -> Uni.join()
                            .all(each.getValue().stream()
                                    .map(group -> lock(connection, group, groups.getOrDefault(group, List.of()), found))
                                    .toList())
                            .andFailFast()
                            .replaceWithVoid());
        }
        return all.replaceWith(new Found(found));
    }

    private static void add(Map<Group, List<UUID>> groups, Draft draft, AccessPredicate allowed, AccessPredicate seen) {
        groups.computeIfAbsent(new Group(draft.side(), draft.type(), allowed, seen), group -> new ArrayList<>())
                .add(draft.key());
    }

    private static Uni<Void> lock(SqlConnection connection, Group group, List<UUID> keys, Map<String, Current> found) {
        Sql lock = new Sql();
        String current = current(group, keys, lock);
        Sql look = new Sql();
        String deleted = deleted(group, keys, look);
        // Sent together, with those of the other groups; what the second finds of a row the first has found is older.
        return Uni.join()
                .all(
                        connection.preparedQuery(deleted).execute(Tuple.from(look.binds())),
                        connection.preparedQuery(current).execute(Tuple.from(lock.binds())))
                .andFailFast()
                .invoke(both -> both.forEach(rows -> put(rows, found)))
                .replaceWithVoid();
    }

    private static void put(RowSet<Row> rows, Map<String, Current> found) {
        for (Row row : rows) {
            found.put(name(row.getShort("type"), row.getUUID("key")), Current.of(row));
        }
    }

    private static String name(short type, UUID key) {
        return type + "/" + key;
    }

    /** By primary key. */
    private static String current(Group group, List<UUID> keys, Sql sql) {
        String allowed = condition(group, group.allowed(), "i.person", sql);
        String seen = condition(group, group.seen(), "i.person", sql);
        return """
                select i.type, i.key, i.version, i.updated, false as deleted, (%s) as allowed, (%s) as seen,
                       i.patient, b.hash
                  from hub.resource_index i
                  join hub.resource_body b on b.type = i.type and b.key = i.key
                 where i.type = %s and i.key = any (%s)
                 order by i.key
                   for update of i
                """.formatted(allowed, seen, sql.bind(group.type().number()), sql.bind(keys.toArray(UUID[]::new)));
    }

    /** By primary key. */
    private static String deleted(Group group, List<UUID> keys, Sql sql) {
        String person = AccessSql.personOf("i.patient");
        String allowed = condition(group, group.allowed(), person, sql);
        String seen = condition(group, group.seen(), person, sql);
        return """
                select distinct on (i.key) i.type, i.key, i.version, i.updated, true as deleted, (%s) as allowed,
                       (%s) as seen, i.patient, null::bytea as hash
                  from hub.resource_history i
                 where i.type = %s and i.key = any (%s) and i.deleted
                 order by i.key, i.version desc
                """.formatted(allowed, seen, sql.bind(group.type().number()), sql.bind(keys.toArray(UUID[]::new)));
    }

    private static String condition(Group group, AccessPredicate access, String person, Sql sql) {
        return group.side().access().condition(group.type(), access, person, sql);
    }
}
