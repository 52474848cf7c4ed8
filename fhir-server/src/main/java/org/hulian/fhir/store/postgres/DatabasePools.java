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

    /**
     * A pool: statements are prepared once and pipelined; plans are made for the values at hand, because the best index
     * for a rare code is not the best for a frequent one.
     */
    public static Pool open(Vertx vertx, Address address, Duration statementTimeout) {
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
                .addProperty("plan_cache_mode", "force_custom_plan")
                .addProperty("statement_timeout", String.valueOf(statementTimeout.toMillis()))
                .addProperty("idle_in_transaction_session_timeout", "60000");
        PoolOptions pool = new PoolOptions()
                .setMaxSize(address.size())
                .setConnectionTimeout(10)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxWaitQueueSize(4096)
                .setName("hulian-" + address.database());
        return PgBuilder.pool().with(pool).connectingTo(connect).using(vertx).build();
    }
}
