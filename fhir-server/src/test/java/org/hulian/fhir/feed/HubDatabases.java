package org.hulian.fhir.feed;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ServiceLoader;
import org.flywaydb.core.Flyway;
import org.hulian.launcher.postgres.Database;
import org.hulian.launcher.postgres.Rights;
import org.hulian.testkit.TestPostgres;

/** Registry and clinical database of one test class, migrated, with a pool each as the application role. */
public final class HubDatabases implements AutoCloseable {
    static {
        registerDriver();
    }

    private final Database registryDatabase = TestPostgres.shared().freshDatabase("registry", Rights.READ_WRITE);
    private final Database clinicalDatabase = TestPostgres.shared().freshDatabase("clinical", Rights.READ_WRITE);
    private final Vertx vertx = Vertx.vertx();
    private final Pool registry;
    private final Pool clinical;

    public HubDatabases() {
        migrate(registryDatabase, "registry");
        migrate(clinicalDatabase, "clinical");
        registry = pool(registryDatabase);
        clinical = pool(clinicalDatabase);
    }

    public Vertx vertx() {
        return vertx;
    }

    public Pool registry() {
        return registry;
    }

    public Pool clinical() {
        return clinical;
    }

    @Override
    public void close() {
        registry.closeAndAwait();
        clinical.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        TestPostgres.shared().drop(registryDatabase);
        TestPostgres.shared().drop(clinicalDatabase);
    }

    /** A Quarkus test of the same run leaves the driver registered for its own class loader only. */
    private static void registerDriver() {
        for (Driver driver : ServiceLoader.load(Driver.class)) {
            try {
                DriverManager.registerDriver(driver);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void migrate(Database database, String kind) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations("classpath:db/hub", "classpath:db/" + kind)
                .load()
                .migrate();
    }

    private Pool pool(Database database) {
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(new PgConnectOptions()
                        .setHost(database.host())
                        .setPort(database.port())
                        .setDatabase(database.name())
                        .setUser(database.user())
                        .setPassword(database.password()))
                .using(vertx)
                .build());
    }
}
