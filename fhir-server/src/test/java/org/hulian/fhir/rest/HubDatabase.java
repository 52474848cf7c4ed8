package org.hulian.fhir.rest;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.Driver;

/** A session beside the hub's in one of its databases, as the owner of the tables. */
public final class HubDatabase implements AutoCloseable {
    private final Connection session;

    private HubDatabase(Connection session) {
        this.session = session;
    }

    /** {@code name} is registry, clinical or audit. */
    public static HubDatabase of(String name) throws SQLException {
        String address = "jdbc:postgresql://%s:%s/%s"
                .formatted(setting(name, "host"), setting(name, "port"), setting(name, "database"));
        Properties owner = new Properties();
        owner.setProperty("user", setting(name, "owner-user"));
        owner.setProperty("password", setting(name, "owner-password"));
        return new HubDatabase(Objects.requireNonNull(new Driver().connect(address, owner)));
    }

    private static String setting(String name, String key) {
        return ConfigProvider.getConfig().getValue("hulian.db." + name + "." + key, String.class);
    }

    /** Nobody else reads or writes the table until it is released. */
    public void hold(String table) throws SQLException {
        session.setAutoCommit(false);
        run("lock table " + table + " in access exclusive mode");
    }

    public void release() throws SQLException {
        session.commit();
        session.setAutoCommit(true);
    }

    public void run(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number a query gives. */
    public long number(String sql) {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
