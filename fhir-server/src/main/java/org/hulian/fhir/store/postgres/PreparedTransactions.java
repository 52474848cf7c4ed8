package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * Finishes what a crash left between the two databases. The row in {@code hub.decision} decides: who inserts it first
 * wins, and an insert waits for one still in progress, so recovery never undoes what is being committed.
 */
public final class PreparedTransactions {
    private static final String LEFT = """
            select gid from pg_prepared_xacts
             where database = current_database() and starts_with(gid, 'hulian-')
               and prepared <= now() - $1::bigint * interval '1 millisecond'
             order by prepared
            """;

    private final Sides sides;

    /** Recovery over these databases. */
    public PreparedTransactions(Sides sides) {
        this.sides = sides;
    }

    /**
     * Commits or rolls back every prepared transaction at least this old; none at start, seconds later on, so that it
     * does not compete with transactions on their way.
     *
     * @return how many were finished
     */
    public Uni<Integer> recover(Duration age) {
        return sides.clinical()
                .pool()
                .preparedQuery(LEFT)
                .execute(Tuple.of(age.toMillis()))
                .chain(rows -> Multi.createFrom()
                        .iterable(RowList.of(rows, row -> row.getString(0)))
                        .onItem()
                        .transformToUniAndConcatenate(
                                name -> settle(sides, name).replaceWith(name))
                        .collect()
                        .asList()
                        .call(this::forget)
                        .map(List::size));
    }

    /** Finishes one by its decision, which is to roll back where none was taken. */
    static Uni<Void> settle(Sides sides, String name) {
        return sides.registry()
                .pool()
                .preparedQuery(
                        "insert into hub.decision (id, committed) values ($1, false) on conflict (id) do nothing")
                .execute(Tuple.of(name))
                .chain(() -> sides.registry()
                        .pool()
                        .preparedQuery("select committed from hub.decision where id = $1")
                        .execute(Tuple.of(name)))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(committed -> finish(sides, name, committed));
    }

    private static Uni<Void> finish(Sides sides, String name, boolean committed) {
        if (!name.matches("hulian-[0-9a-f-]{36}")) {
            return Uni.createFrom().voidItem();
        }
        return sides.clinical()
                .pool()
                .preparedQuery("select gid from pg_prepared_xacts where gid = $1 and database = current_database()")
                .execute(Tuple.of(name))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().voidItem()
                        : sides.clinical()
                                .pool()
                                .query((committed ? "commit" : "rollback") + " prepared '" + name + "'")
                                .execute()
                                .replaceWithVoid());
    }

    /** Decisions nothing waits for any more. */
    private Uni<Void> forget() {
        return sides.clinical()
                .pool()
                .query("select gid from pg_prepared_xacts where database = current_database()")
                .execute()
                .chain(rows -> {
                    List<String> waiting = RowList.of(rows, row -> row.getString(0));
                    return sides.registry()
                            .pool()
                            .preparedQuery(
                                    "delete from hub.decision where at < now() - interval '1 day' and id <> all ($1)")
                            .execute(Tuple.of(waiting.toArray(String[]::new)));
                })
                .replaceWithVoid();
    }
}
