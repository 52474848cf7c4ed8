package org.hulian.fhir.store.postgres;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes connection pools as the store needs them. */
public final class DatabasePools {
    private DatabasePools() {}

    /**
     * Where a database is.
     *
     * @param size connections, at most
     */
    public record Address(String host, int port, String database, String user, String password, int size) {}

    /** How PostgreSQL plans the statements of a pool. */
    public enum Plans {
        /**
         * Once, for any values. For statements with one right plan, by key or by the index they name: planning costs more
         * than running them. Only index scans and nested loops, also while a table is still small.
         */
        ONCE,
        /** For the values at hand: the best index for a rare code is not the best for a frequent one. */
        EACH_TIME
    }

    /**
     * The pools of one database.
     *
     * @param direct    for reads by key, searches with one right plan, and all transactions
     * @param searching for other searches
     */
    public record Pair(Pool direct, Pool searching) {}

    /** Both pools of a database, of {@code address.size()} connections each. */
    public static Pair openBoth(Vertx vertx, Address address, Duration statementTimeout) {
        return new Pair(
                open(vertx, address, statementTimeout, Plans.ONCE),
                open(vertx, address, statementTimeout, Plans.EACH_TIME));
    }

    /** A pool for ordinary use. */
    public static Pool open(Vertx vertx, Address address, Duration statementTimeout) {
        return open(vertx, address, statementTimeout, Plans.EACH_TIME);
    }

    /** A pool whose statements are prepared once and pipelined. */
    public static Pool open(Vertx vertx, Address address, Duration statementTimeout, Plans plans) {
        PgConnectOptions connect = new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.database())
                .setUser(address.user())
                .setPassword(address.password())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(512)
                .setPreparedStatementCacheSqlLimit(16_384)
                .setPipeliningLimit(64)
                .setReconnectAttempts(2)
                .setReconnectInterval(200)
                .addProperty("application_name", "hulian")
                .addProperty("statement_timeout", String.valueOf(statementTimeout.toMillis()))
                .addProperty("idle_in_transaction_session_timeout", "60000");
        switch (plans) {
            case ONCE ->
                connect.addProperty("plan_cache_mode", "force_generic_plan")
                        .addProperty("enable_seqscan", "off")
                        .addProperty("enable_hashjoin", "off")
                        .addProperty("enable_mergejoin", "off");
            case EACH_TIME -> connect.addProperty("plan_cache_mode", "force_custom_plan");
        }
        PoolOptions pool = new PoolOptions()
                .setMaxSize(address.size())
                .setConnectionTimeout(10)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxWaitQueueSize(4096)
                .setName("hulian-" + address.database() + "-" + plans);
        return PgBuilder.pool().with(pool).connectingTo(connect).using(vertx).build();
    }
}
