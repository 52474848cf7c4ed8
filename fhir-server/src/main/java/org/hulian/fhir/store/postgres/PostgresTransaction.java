package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.store.StoreTransaction;
import org.jspecify.annotations.Nullable;

/**
 * A transaction over the databases it touches. One database commits plainly. With both, the clinical side is prepared,
 * the registry side commits together with a row that says so, then the prepared side is committed: whoever finds a
 * prepared transaction later asks that row. See {@link PreparedTransactions}.
 */
final class PostgresTransaction implements StoreTransaction {
    static final String PREFIX = "hulian-";

    private final Sides sides;
    private final UUID id;
    private @Nullable SqlConnection registry;
    private @Nullable SqlConnection clinical;

    PostgresTransaction(Sides sides, UUID id) {
        this.sides = sides;
        this.id = id;
    }

    @Override
    public Uni<SqlConnection> registry() {
        SqlConnection begun = registry;
        return begun != null
                ? Uni.createFrom().item(begun)
                : begin(sides.registry()).invoke(connection -> registry = connection);
    }

    @Override
    public Uni<SqlConnection> clinical() {
        SqlConnection begun = clinical;
        return begun != null
                ? Uni.createFrom().item(begun)
                : begin(sides.clinical()).invoke(connection -> clinical = connection);
    }

    Uni<SqlConnection> on(Side side) {
        return switch (side.store()) {
            case REGISTRY -> registry();
            case CLINICAL -> clinical();
            case AUDIT -> throw new IllegalArgumentException("audit");
        };
    }

    /** Lets the databases touched so far plan the searches to come for their own values. */
    Uni<Void> planEachTime() {
        return each(connection ->
                connection.query(CriteriaLocks.PLAN_EACH_TIME).execute().replaceWithVoid());
    }

    /** What is stored, and what this transaction has written in the databases it has touched. */
    Sides view() {
        return sides.within(registry, clinical);
    }

    boolean touchesRegistry() {
        return registry != null;
    }

    @Override
    public UUID pseudonym(UUID key) {
        return sides.pseudonym(key);
    }

    private static Uni<SqlConnection> begin(Side side) {
        return side.pool()
                .getConnection()
                .chain(connection -> command(connection, "begin")
                        .onFailure()
                        .call(() -> connection.close())
                        .replaceWith(connection));
    }

    private static Uni<Void> command(SqlConnection connection, String sql) {
        return connection.query(sql).execute().replaceWithVoid();
    }

    Uni<Void> commit() {
        SqlConnection who = registry;
        SqlConnection what = clinical;
        if (who == null || what == null) {
            SqlConnection only = who == null ? what : who;
            return only == null ? Uni.createFrom().voidItem() : command(only, "commit");
        }
        String name = PREFIX + id;
        return command(what, "prepare transaction '" + name + "'")
                .chain(() -> who.preparedQuery("insert into hub.decision (id, committed) values ($1, true)")
                        .execute(Tuple.of(name)))
                .chain(() -> command(who, "commit"))
                .onFailure()
                .call(() -> command(who, "rollback")
                        .onFailure()
                        .recoverWithNull()
                        .chain(() -> PreparedTransactions.settle(sides, name)))
                .chain(() -> command(what, "commit prepared '" + name + "'"));
    }

    Uni<Void> rollback() {
        return each(connection -> command(connection, "rollback").onFailure().recoverWithNull());
    }

    /** Gives the connections back; an unfinished transaction must have been rolled back. */
    Uni<Void> close() {
        return each(connection -> connection.close().onFailure().recoverWithNull());
    }

    private Uni<Void> each(Function<SqlConnection, Uni<Void>> action) {
        List<Uni<Void>> all = new ArrayList<>();
        SqlConnection who = registry;
        SqlConnection what = clinical;
        if (who != null) {
            all.add(action.apply(who));
        }
        if (what != null) {
            all.add(action.apply(what));
        }
        return all.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(all).andCollectFailures().replaceWithVoid();
    }
}
