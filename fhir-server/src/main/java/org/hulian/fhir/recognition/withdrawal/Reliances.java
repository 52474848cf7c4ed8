package org.hulian.fhir.recognition.withdrawal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.store.postgres.RowList;
import org.jspecify.annotations.Nullable;

/** The tables of results relied on, and of those that changed. */
public final class Reliances {
    private static final String COLUMNS =
            "task, order_id, institution, clinician, item, result, laboratory, effective, since, standing";

    /** Served by relied_by_result. */
    private static final String OF_RESULT = "select " + COLUMNS
            + " from hub.relied where result = $1 and ($3::int is null or institution = $3) order by since, task limit $2";

    /** Served by the primary key. */
    private static final String STANDING =
            "select " + COLUMNS + " from hub.relied where task > $1 and standing <> 'withdrawn' order by task limit $2";

    /** What another node looks at is left alone until its lease is over. */
    private static final String TAKE = """
            update hub.result_due d
               set due = now() + $2 * interval '1 millisecond', attempts = d.attempts + 1
              from (select result from hub.result_due where due <= now() order by due limit $1
                       for update skip locked) taken
             where d.result = taken.result
            returning d.result, d.version, d.attempts
            """;

    /** A change that came meanwhile leaves attempts at zero, and the row where it is. */
    private static final String DONE = "delete from hub.result_due where result = $1 and attempts = $2";

    private static final String LATER =
            "update hub.result_due set due = now() + $2 * interval '1 millisecond' where result = $1";

    private static final String JUDGED = "select version from hub.marks_judged";

    private static final String JUDGE = """
            insert into hub.marks_judged (version) values ($1) on conflict (one) do update set version = $1
            """;

    private static final UUID FIRST = new UUID(0, 0);

    private final Pool clinical;

    public Reliances(Pool clinical) {
        this.clinical = clinical;
    }

    /** A result that changed. */
    record Changed(String result, int version, int attempts) {}

    /**
     * Who relied on a result, the earliest first.
     *
     * @param institution of the physicians, or null for all
     */
    public Uni<List<Reliance>> on(String result, @Nullable Integer institution, int most) {
        return clinical.preparedQuery(OF_RESULT)
                .execute(Tuple.of(result, most, institution))
                .map(rows -> RowList.of(rows, Reliances::reliance));
    }

    /** Those not withdrawn, in the order of their Tasks, after one of them. */
    Uni<List<Reliance>> standing(@Nullable UUID after, int most) {
        return clinical.preparedQuery(STANDING)
                .execute(Tuple.of(after == null ? FIRST : after, most))
                .map(rows -> RowList.of(rows, Reliances::reliance));
    }

    Uni<List<Changed>> take(int most, Duration lease) {
        return clinical.preparedQuery(TAKE)
                .execute(Tuple.of(most, lease.toMillis()))
                .map(rows ->
                        RowList.of(rows, row -> new Changed(row.getString(0), row.getInteger(1), row.getInteger(2))));
    }

    Uni<Void> done(Changed changed) {
        return clinical.preparedQuery(DONE)
                .execute(Tuple.of(changed.result(), changed.attempts()))
                .replaceWithVoid();
    }

    Uni<Void> later(Changed changed, Duration delay) {
        return clinical.preparedQuery(LATER)
                .execute(Tuple.of(changed.result(), delay.toMillis()))
                .replaceWithVoid();
    }

    /** The version of the rules all marks were held against; empty before the first time. */
    Uni<String> judged() {
        return clinical.preparedQuery(JUDGED)
                .execute()
                .map(rows -> rows.size() == 0 ? "" : rows.iterator().next().getString(0));
    }

    Uni<Void> judge(String version) {
        return clinical.preparedQuery(JUDGE).execute(Tuple.of(version)).replaceWithVoid();
    }

    private static Reliance reliance(Row row) {
        return new Reliance(
                row.getUUID("task"),
                row.getString("order_id"),
                row.getInteger("institution"),
                row.getString("clinician"),
                row.getString("item"),
                row.getString("result"),
                row.getString("laboratory"),
                row.getOffsetDateTime("effective").toInstant(),
                row.getOffsetDateTime("since").toInstant(),
                row.getString("standing"));
    }
}
