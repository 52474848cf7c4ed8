package org.hulian.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.hulian.launcher.postgres.Database;
import org.hulian.launcher.postgres.DatabaseSetup;
import org.hulian.launcher.postgres.PostgresBinaries;
import org.hulian.launcher.postgres.PostgresCluster;
import org.hulian.launcher.postgres.PostgresSettings;
import org.hulian.launcher.postgres.Rights;
import org.hulian.launcher.postgres.RunningPostgres;
import org.hulian.launcher.process.Ports;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL of a module's tests: started at the first call, kept for all test classes, stopped with the JVM.
 * Its data is below {@code target/testkit}; a server left by a killed run is adopted. Everything is as in an
 * installation except fsync, which is off: the data is thrown away.
 */
public final class TestPostgres {
    /** Known, because the cluster outlives the JVM that made it and listens on the loopback address only. */
    private static final String PASSWORD = "test";

    private static @Nullable TestPostgres shared;

    private final PostgresCluster cluster;
    private final RunningPostgres running;

    private TestPostgres(PostgresCluster cluster, RunningPostgres running) {
        this.cluster = cluster;
        this.running = running;
    }

    /** The running server of this module; the first call of a module's first run takes seconds, later ones 0.2 s. */
    public static synchronized TestPostgres shared() {
        TestPostgres present = shared;
        if (present == null) {
            present = start(Path.of("target", "testkit").toAbsolutePath());
            shared = present;
        }
        return present;
    }

    private static TestPostgres start(Path directory) {
        SharedUse use = SharedUse.of(directory.resolve("postgres.users"));
        TestPostgres started = SharedUse.oneAtATime(directory.resolve("postgres.lock"), () -> {
            PostgresSettings settings =
                    new PostgresSettings(directory.resolve("postgres"), Ports.anyFree(), PASSWORD, "128MB", false);
            PostgresCluster cluster = new PostgresCluster(settings, PostgresBinaries.below(Caches.postgres()));
            return new TestPostgres(cluster, cluster.start());
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> use.leave(started.cluster::stop), "stop PostgreSQL"));
        return started;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return running.port();
    }

    /** The postmaster, for tests that kill it or read its CPU time. */
    public long pid() {
        return running.pid();
    }

    public String superuser() {
        return "postgres";
    }

    public String superuserPassword() {
        return PASSWORD;
    }

    /** A database of its own, empty, with owner and application role named after it. */
    public Database freshDatabase(String kind, Rights rights) {
        String name = kind + "_" + UUID.randomUUID().toString().substring(0, 8);
        Database database = new Database(host(), port(), name, name + "_owner", PASSWORD, name + "_app", PASSWORD);
        setup().create(database, rights);
        return database;
    }

    /** Three empty databases, as a new installation has them before its migrations. */
    public TestDatabases freshDatabases() {
        return new TestDatabases(
                freshDatabase("registry", Rights.READ_WRITE),
                freshDatabase("clinical", Rights.READ_WRITE),
                freshDatabase("audit", Rights.APPEND_ONLY));
    }

    /**
     * A copy of a database with its tables and rows, for tests that would otherwise repeat migrations and loading.
     * Nobody may be connected to the original meanwhile.
     */
    public Database copyOf(Database original) {
        String name = original.name() + "_" + UUID.randomUUID().toString().substring(0, 8);
        try (Connection connection = connect("postgres")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create database \"%s\" owner \"%s\" template \"%s\""
                        .formatted(name, original.owner(), original.name()));
                statement.execute("revoke all on database \"%s\" from public".formatted(name));
                statement.execute("grant connect on database \"%s\" to \"%s\"".formatted(name, original.user()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("copy of database " + original.name(), e);
        }
        return new Database(
                original.host(),
                original.port(),
                name,
                original.owner(),
                original.ownerPassword(),
                original.user(),
                original.password());
    }

    public void drop(Database database) {
        setup().drop(database.name());
    }

    /** A superuser's connection, to look behind the application's back. */
    public Connection connect(String database) throws SQLException {
        return setup().connect(database);
    }

    private DatabaseSetup setup() {
        return new DatabaseSetup(host(), port(), superuser(), PASSWORD);
    }
}
