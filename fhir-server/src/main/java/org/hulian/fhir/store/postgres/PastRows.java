package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.stream.Collectors;

/** Forgets superseded rows that no page can ask for any more. */
public final class PastRows {
    /** In one go; more are left to the next. */
    private static final int BATCH = 5_000;

    /** Served by past_by_time. */
    private static final String FORGET = """
            with old as (
                delete from hub.resource_past p
                 where p.past in (select past from hub.resource_past
                                   where gone_at < now() - $1::bigint * interval '1 millisecond'
                                   order by gone_at limit %d)
                returning p.type, p.past)%s
            select count(*) from old
            """.formatted(
                    BATCH,
                    RowChanges.RETIRING.stream()
                            .map(table -> ",\n%1$s_gone as (delete from hub.%1$s s using old".formatted(table)
                                    + " where s.type = -old.type and s.key = old.past)")
                            .collect(Collectors.joining()));

    private final Sides sides;
    private final Duration kept;

    /**
     * Of both databases.
     *
     * @param pageLife how long a page may be asked for; rows stay a little longer, as clocks may differ
     */
    public PastRows(Sides sides, Duration pageLife) {
        this.sides = sides;
        this.kept = pageLife.plusMinutes(5);
    }

    /** How many rows were forgotten. */
    public Uni<Long> sweep() {
        return sweep(sides.registry()).chain(who -> sweep(sides.clinical()).map(what -> who + what));
    }

    private Uni<Long> sweep(Side side) {
        return side.pool()
                .preparedQuery(FORGET)
                .execute(Tuple.of(kept.toMillis()))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
