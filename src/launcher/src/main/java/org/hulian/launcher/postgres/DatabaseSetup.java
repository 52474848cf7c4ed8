package org.hulian.launcher.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hulian.launcher.LaunchFailure;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Creates databases with their roles; running it again changes nothing but passwords. The application role gets its
 * rights by default privileges, so migrations need no grants of their own.
 */
public final class DatabaseSetup {
    private final String host;
    private final int port;
    private final String superuser;
    private final String password;

    public DatabaseSetup(String host, int port, String superuser, String password) {
        this.host = host;
        this.port = port;
        this.superuser = superuser;
        this.password = password;
    }

    public void create(Database database, Rights rights) {
        try (Connection cluster = connect("postgres")) {
            role(cluster, database.owner(), database.ownerPassword());
            role(cluster, database.user(), database.password());
            if (!exists(cluster, "select from pg_database where datname = ?", database.name())) {
                run(
                        cluster,
                        "create database %s owner %s template template0"
                                .formatted(quoted(database.name()), quoted(database.owner())));
            }
        } catch (SQLException e) {
            throw failed("Database " + database.name() + " cannot be created", e);
        }
        try (Connection inside = connect(database.name())) {
            for (String statement : grants(database, rights)) {
                run(inside, statement);
            }
        } catch (SQLException e) {
            throw failed("Rights in database " + database.name() + " cannot be granted", e);
        }
    }

    /** The hub commits over two databases in two phases; a server of one's own may have that switched off. */
    public void requirePreparedTransactions() {
        try (Connection cluster = connect("postgres");
                Statement statement = cluster.createStatement();
                ResultSet rows = statement.executeQuery("show max_prepared_transactions")) {
            if (rows.next() && rows.getString(1).equals("0")) {
                throw new LaunchFailure("PostgreSQL at " + host + ":" + port
                        + " has max_prepared_transactions = 0. Set it to 64 and restart the server.");
            }
        } catch (SQLException e) {
            throw failed("PostgreSQL cannot be asked", e);
        }
    }

    /** Removes a database with everything in it; its roles stay. */
    public void drop(String name) {
        try (Connection cluster = connect("postgres")) {
            run(cluster, "drop database if exists %s with (force)".formatted(quoted(name)));
        } catch (SQLException e) {
            throw failed("Database " + name + " cannot be dropped", e);
        }
    }

    static List<String> grants(Database database, Rights rights) {
        String name = quoted(database.name());
        String owner = quoted(database.owner());
        String user = quoted(database.user());
        String byDefault = "alter default privileges for role " + owner + " grant ";
        return List.of(
                "revoke all on database " + name + " from public",
                "grant connect on database " + name + " to " + user,
                "revoke all on schema public from public",
                byDefault + "usage on schemas to " + user,
                byDefault + rights.onTables() + " on tables to " + user,
                byDefault + "usage, select on sequences to " + user,
                byDefault + "execute on functions to " + user);
    }

    private static void role(Connection cluster, String name, String password) throws SQLException {
        String verb = exists(cluster, "select from pg_roles where rolname = ?", name) ? "alter" : "create";
        run(cluster, verb + " role " + quoted(name) + " login password '" + password.replace("'", "''") + "'");
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /**
     * A superuser's connection. By the driver itself: the list of drivers of {@code DriverManager} is that of the class
     * loader that asked first.
     */
    public Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setLoginTimeout(10);
        return source.getConnection(superuser, password);
    }

    private LaunchFailure failed(String what, SQLException e) {
        return new LaunchFailure(what + " at " + host + ":" + port + ": " + e.getMessage(), e);
    }
}
