package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.sql.AccessSql;
import org.hulian.fhir.search.sql.Sql;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/** Current rows by key, each with the answer to whether the caller may see it. */
final class CurrentRows {
    /** Rows that one statement reads. */
    private static final int MOST = 64;

    private final AccessSql access;
    private final SqlClient client;
    private final Function<Wanted, Uni<Standing>> read;

    private CurrentRows(SqlClient client, AccessSql access, boolean gathered) {
        this.client = client;
        this.access = access;
        if (gathered) {
            int atOnce = Runtime.getRuntime().availableProcessors();
            this.read =
                    new Gathering<>(MOST, atOnce, wanted -> 1, Wanted::shape, wanted -> List.of(), this::together)::of;
        } else {
            this.read = wanted -> together(List.of(wanted)).map(List::getFirst);
        }
    }

    /** Reads for many callers: those that wait and may see the same share a statement. */
    static CurrentRows gathered(SqlClient client, AccessSql access) {
        return new CurrentRows(client, access, true);
    }

    /** Reads within a transaction. */
    static CurrentRows within(SqlClient client, AccessSql access) {
        return new CurrentRows(client, access, false);
    }

    /** What one statement can read. */
    private record Shape(ResourceType type, AccessPredicate access) {}

    private record Wanted(Shape shape, UUID key) {}

    /**
     * What is known of a resource before its body is looked at.
     *
     * @param row null where there is none; without a body where it is not visible
     */
    record Standing(
            boolean there, boolean visible, @Nullable BodyRow row) {
        static final Standing ABSENT = new Standing(false, false, null);

        static Standing of(Row row) {
            return new Standing(true, row.getBoolean("visible"), BodyRow.of(row));
        }
    }

    Uni<Standing> of(ResourceType type, UUID key, AccessPredicate predicate) {
        return read.apply(new Wanted(new Shape(type, predicate), key));
    }

    private Uni<List<Standing>> together(List<Wanted> wanted) {
        Shape shape = wanted.getFirst().shape();
        UUID[] keys = wanted.stream().map(Wanted::key).distinct().toArray(UUID[]::new);
        Sql sql = new Sql();
        String type = sql.bind(shape.type().number());
        String visible = access.condition(shape.type(), shape.access(), "i.person", sql);
        // Bound even for one key: all groups share one prepared statement.
        return client.preparedQuery(text(visible, type, sql.bind(keys)))
                .execute(Tuple.from(sql.binds()))
                .map(rows -> {
                    Map<UUID, Standing> found = new HashMap<>();
                    for (Row row : rows) {
                        found.put(row.getUUID("key"), Standing.of(row));
                    }
                    return wanted.stream()
                            .map(each -> found.getOrDefault(each.key(), Standing.ABSENT))
                            .toList();
                });
    }

    /** Both by primary key; the body of a hidden row is not fetched. */
    private static String text(String visible, String type, String keys) {
        return """
                select r.type, r.key, r.version, r.updated, r.patient, r.owner, r.visible, b.id, b.body, b.spans, b.sealed
                  from (select i.type, i.key, i.version, i.updated, i.patient, i.owner, (%s) as visible
                          from hub.resource_index i where i.type = %s and i.key = any (%s)) r
                  left join hub.resource_body b on r.visible and b.type = r.type and b.key = r.key
                """.formatted(visible, type, keys);
    }
}
