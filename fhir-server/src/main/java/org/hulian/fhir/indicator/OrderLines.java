package org.hulian.fhir.indicator;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.store.postgres.RowList;

/** The tables of order lines and of orders to be looked at. */
final class OrderLines {
    /**
     * Served by order_due_by_time; what another node looks at is left alone until its lease is over. Messages received
     * before an order was due are waited for, an hour at most: results in them may answer it.
     */
    private static final String TAKE = """
            update hub.order_due d
               set due = now() + $2 * interval '1 millisecond', attempts = d.attempts + 1
              from (select order_id from hub.order_due
                     where due <= now()
                       and due <= coalesce((select min(m.received) from hub.feed_message m
                                             where m.accepted and m.status = 'received'
                                               and m.received > now() - interval '1 hour'), 'infinity')
                     order by due limit $1
                       for update skip locked) taken
             where d.order_id = taken.order_id
            returning d.order_id, d.turn, d.attempts
            """;

    /** Served by the primary key; an order that changed meanwhile stays due, and at once. */
    private static final String DONE = """
            with done as (delete from hub.order_due where order_id = $1 and turn = $2 returning 1)
            update hub.order_due set due = now(), attempts = 0
             where order_id = $1 and turn <> $2 and not exists (select from done)
            """;

    private static final String LATER = """
            update hub.order_due set due = now() + $3 * interval '1 millisecond' where order_id = $1 and turn = $2
            """;

    /** Served by order_line_by_order. */
    private static final String OF_ORDER = """
            select task, patient, item, code, institution, department, physician, at, day, state, price
              from hub.order_line where order_id = $1
            """;

    private static final String PUT = """
            insert into hub.order_line as l (task, order_id, patient, item, code, institution, department, physician,
                                             at, day, state, price)
            select t, $1, p, i, c, n, d, y, a, w, s, e::numeric
              from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[],
                          $9::timestamptz[], $10::date[], $11::text[], $12::text[])
                   as rows (t, p, i, c, n, d, y, a, w, s, e)
                on conflict (task) do update
               set department = excluded.department, physician = excluded.physician, state = excluded.state
             where (l.department, l.physician, l.state)
                   is distinct from (excluded.department, excluded.physician, excluded.state)
            """;

    private static final String REMOVE = "delete from hub.order_line where order_id = $1";

    private final Pool clinical;

    OrderLines(Pool clinical) {
        this.clinical = clinical;
    }

    /** An order to look at. */
    record Due(String order, long turn, int attempts) {}

    /** Some that are due, oldest first, for as long as the lease. */
    Uni<List<Due>> take(int most, Duration lease) {
        return clinical.preparedQuery(TAKE)
                .execute(Tuple.of(most, lease.toMillis()))
                .map(rows -> RowList.of(rows, row -> new Due(row.getString(0), row.getLong(1), row.getInteger(2))));
    }

    /** It has been looked at. */
    Uni<Void> done(Due due) {
        return clinical.preparedQuery(DONE)
                .execute(Tuple.of(due.order(), due.turn()))
                .replaceWithVoid();
    }

    /** It has to be looked at again. */
    Uni<Void> later(Due due, Duration delay) {
        return clinical.preparedQuery(LATER)
                .execute(Tuple.of(due.order(), due.turn(), delay.toMillis()))
                .replaceWithVoid();
    }

    Uni<List<OrderLineRow>> of(String order) {
        return clinical.preparedQuery(OF_ORDER)
                .execute(Tuple.of(order))
                .map(rows -> RowList.of(rows, OrderLines::line));
    }

    Uni<Void> put(String order, List<OrderLineRow> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple()
                .addString(order)
                .addArrayOfUUID(lines.stream().map(OrderLineRow::task).toArray(UUID[]::new))
                .addArrayOfUUID(lines.stream().map(OrderLineRow::patient).toArray(UUID[]::new))
                .addArrayOfString(lines.stream().map(OrderLineRow::item).toArray(String[]::new))
                .addArrayOfString(lines.stream().map(OrderLineRow::code).toArray(String[]::new))
                .addArrayOfInteger(lines.stream().map(OrderLineRow::institution).toArray(Integer[]::new))
                .addArrayOfString(lines.stream().map(OrderLineRow::department).toArray(String[]::new))
                .addArrayOfString(lines.stream().map(OrderLineRow::physician).toArray(String[]::new))
                .addArrayOfOffsetDateTime(lines.stream()
                        .map(line -> line.at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfLocalDate(lines.stream().map(OrderLineRow::day).toArray(LocalDate[]::new))
                .addArrayOfString(
                        lines.stream().map(line -> line.state().code()).toArray(String[]::new))
                .addArrayOfString(
                        lines.stream().map(line -> line.price().toPlainString()).toArray(String[]::new));
        return clinical.preparedQuery(PUT).execute(values).replaceWithVoid();
    }

    /** The order is gone, and with it its lines. */
    Uni<Void> remove(String order) {
        return clinical.preparedQuery(REMOVE).execute(Tuple.of(order)).replaceWithVoid();
    }

    private static OrderLineRow line(Row row) {
        return new OrderLineRow(
                row.getUUID("task"),
                row.getUUID("patient"),
                row.getString("item"),
                row.getString("code"),
                row.getInteger("institution"),
                row.getString("department"),
                row.getString("physician"),
                row.getOffsetDateTime("at").toInstant(),
                row.getLocalDate("day"),
                new LineState(row.getString("state")),
                row.getBigDecimal("price"));
    }
}
