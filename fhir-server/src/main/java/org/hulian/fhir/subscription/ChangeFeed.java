package org.hulian.fhir.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;

/**
 * The changes of one database in the order of their transactions. Those of a transaction are read when no older one can
 * still commit; one node reads at a time, and what a crash interrupts is read again.
 */
final class ChangeFeed {
    private static final int BATCH = 200;

    /** Nothing where nothing changed: a lock of a row is written to disk. */
    private static final String HOLD = """
            select xid::text as xid, seq from hub.change_position
             where one and exists (select from hub.change)
               for update skip locked
            """;

    /** By primary key. */
    private static final String READ = """
            select xid::text as xid, seq, type, key, id, version
              from hub.change
             where (xid, seq) > ($1::text::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
             order by xid, seq
             limit $3
            """;

    private static final String ADVANCE = "update hub.change_position set xid = $1::text::xid8, seq = $2";

    private static final String FORGET = "delete from hub.change where (xid, seq) <= ($1::text::xid8, $2)";

    private static final String WATCH = """
            with gone as (delete from hub.watched where type <> all ($1::smallint[]))
            insert into hub.watched (type) select unnest($1::smallint[]) on conflict do nothing
            """;

    private final Pool pool;

    ChangeFeed(Pool pool) {
        this.pool = pool;
    }

    /** Lets writers note changes of these types, and of no others. */
    Uni<Void> watch(List<ResourceType> types) {
        Short[] numbers = types.stream().map(ResourceType::number).toArray(Short[]::new);
        return pool.preparedQuery(WATCH).execute(Tuple.of(numbers)).replaceWithVoid();
    }

    /** Hands over what is new; whether there may be more at once. */
    Uni<Boolean> read(Function<List<ResourceKey>, Uni<Void>> changes) {
        return pool.withTransaction(connection -> connection
                .query(HOLD)
                .execute()
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().item(false);
                    }
                    Row position = rows.iterator().next();
                    return connection
                            .preparedQuery(READ)
                            .execute(Tuple.of(position.getString("xid"), position.getLong("seq"), BATCH))
                            .chain(found -> handOver(connection, found, changes));
                }));
    }

    private static Uni<Boolean> handOver(
            SqlConnection connection, Iterable<Row> found, Function<List<ResourceKey>, Uni<Void>> changes) {
        List<ResourceKey> keys = new ArrayList<>();
        String xid = "";
        long seq = 0;
        for (Row row : found) {
            UUID key = row.getUUID("key");
            String id = row.getString("id");
            ResourceKey resource = new ResourceKey(
                    ResourceTypes.r4().numbered(row.getShort("type")),
                    new ResourceId(id == null ? key.toString() : id));
            if (!keys.contains(resource)) {
                keys.add(resource);
            }
            xid = row.getString("xid");
            seq = row.getLong("seq");
        }
        if (keys.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Tuple last = Tuple.of(xid, seq);
        return changes.apply(keys)
                .chain(() -> connection.preparedQuery(ADVANCE).execute(last))
                .chain(() -> connection.preparedQuery(FORGET).execute(last))
                .replaceWith(true);
    }
}
