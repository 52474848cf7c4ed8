package org.hulian.fhir.wiring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.postgres.Migrations;
import org.jboss.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings a database to the structure this build needs, as its owner; the hub's own role could not. Flyway costs half a
 * second of CPU only to find that there is nothing to do, so the owner notes which build's migrations are applied.
 */
final class Schema {
    private static final Logger LOG = Logger.getLogger(Schema.class);

    /** The note is a comment on the table nobody but Flyway uses. */
    private static final String NOTE =
            "select obj_description(to_regclass('public.flyway_schema_history'), 'pg_class')";

    private final Store store;
    private final DatabasesConfig.Database database;

    Schema(Store store, DatabasesConfig.Database database) {
        this.store = store;
        this.database = database;
    }

    /** Returns when the structure is there; a second hub starting at the same time waits. */
    void prepare() {
        String own = "db/" + store.name().toLowerCase(Locale.ROOT);
        String wanted = MigrationFiles.fingerprint(store == Store.AUDIT ? List.of(own) : List.of("db/hub", own));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        try (Connection owner = source.getConnection(database.ownerUser(), database.ownerPassword())) {
            if (wanted.equals(note(owner))) {
                return;
            }
            int applied = Migrations.apply(store, url(), database.ownerUser(), database.ownerPassword());
            LOG.infof("database %s: %d migrations applied", database.database(), applied);
            owner.createStatement().execute("comment on table public.flyway_schema_history is '" + wanted + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Database %s at %s:%d cannot be prepared as %s: %s"
                            .formatted(
                                    database.database(),
                                    database.host(),
                                    database.port(),
                                    database.ownerUser(),
                                    e.getMessage()),
                    e);
        }
    }

    private static String note(Connection owner) throws SQLException {
        try (PreparedStatement query = owner.prepareStatement(NOTE);
                ResultSet rows = query.executeQuery()) {
            return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
        }
    }

    private String url() {
        return "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database();
    }
}
