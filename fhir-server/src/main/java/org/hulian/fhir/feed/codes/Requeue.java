package org.hulian.fhir.feed.codes;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Puts the messages a decision changes back into their sender's queue: those that carry the code unmapped and were
 * received while it holds, and those it mapped that were received after its end. A few at a time, so that new messages
 * do not wait behind all of them; how far it came stands in the row, so a restart goes on where it was.
 */
final class Requeue {
    /** Served by local_mapping_requeue. */
    private static final String PENDING = """
            select number, sender, requeue from hub.local_mapping where requeue is not null order by number limit 50
            """;

    /** Served by feed_message_waiting. */
    private static final String WAITING = """
            select count(*) as n from (
                select from hub.feed_message
                 where sender = $1 and accepted and status in ('received', 'deferred') limit $2) w
            """;

    /** Served by feed_unmapped_by_sender and feed_message_by_mapping. */
    private static final String AGAIN = """
            with d as (select * from hub.local_mapping where number = $1),
            found as (
                select m.id, m.seq
                  from d
                  join hub.feed_unmapped u on u.sender = d.sender and u.kind = d.kind and u.system = d.system
                                          and u.code = d.code
                  join hub.feed_message m on m.id = u.message
                 where d.state = 'approved' and m.seq > $2 and m.received >= d.starts
                   and (d.ends is null or m.received < d.ends)
                   and m.status in ('processed', 'warning', 'code_mapping_error')
                 union
                select m.id, m.seq
                  from d
                  join hub.feed_message m on m.mappings @> array[d.number]
                 where d.ends is not null and m.seq > $2 and m.received >= d.ends
                   and m.status in ('processed', 'warning', 'code_mapping_error')
                 order by seq
                 limit $3),
            put as (
                update hub.feed_message m
                   set status = 'received', attempts = 0, due = null
                  from found f
                 where m.id = f.id)
            select count(*) as n, max(seq) as last from found
            """;

    private static final String REACHED =
            "update hub.local_mapping set requeue = $2 where number = $1 and requeue = $3";

    private final Pool clinical;
    private final IntConsumer wake;
    private final int batch;

    Requeue(Pool clinical, IntConsumer wake, int batch) {
        this.clinical = clinical;
        this.wake = wake;
        this.batch = batch;
    }

    /**
     * One batch for each decision whose sender's queue has room.
     *
     * @param ready brings the mapping up to date with the decisions found, before a message is mapped by them
     */
    Uni<Void> step(Supplier<Uni<Void>> ready) {
        return clinical.query(PENDING).execute().chain(rows -> {
            Uni<Void> all = ready.get();
            for (Row row : rows) {
                all = all.chain(() -> one(row.getLong("number"), row.getInteger("sender"), row.getLong("requeue")));
            }
            return all;
        });
    }

    private Uni<Void> one(long number, int sender, long reached) {
        return clinical.preparedQuery(WAITING)
                .execute(Tuple.of(sender, batch))
                .chain(rows -> first(rows, "n") >= batch
                        ? Uni.createFrom().voidItem()
                        : clinical.preparedQuery(AGAIN)
                                .execute(Tuple.of(number, reached, batch))
                                .chain(put -> reached(number, sender, reached, put)));
    }

    private Uni<Void> reached(long number, int sender, long reached, RowSet<Row> put) {
        long count = first(put, "n");
        Long next = count < batch ? null : Long.valueOf(first(put, "last"));
        return clinical.preparedQuery(REACHED)
                .execute(Tuple.from(Arrays.asList(number, next, reached)))
                .invoke(() -> {
                    if (count > 0) {
                        wake.accept(sender);
                    }
                })
                .replaceWithVoid();
    }

    private static long first(RowSet<Row> rows, String column) {
        return rows.iterator().next().getLong(column);
    }
}
