package org.hulian.fhir.store.postgres;

import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.hulian.fhir.resource.Store;

/** Brings a database to the schema this version needs; run as its owner, before the application connects. */
public final class Migrations {
    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
     * @return how many migrations were applied
     */
    public static int apply(Store store, String jdbcUrl, String owner, String password) {
        String own = "classpath:db/" + store.name().toLowerCase(Locale.ROOT);
        String[] locations = switch (store) {
            case REGISTRY, CLINICAL -> new String[] {"classpath:db/hub", own};
            case AUDIT -> new String[] {own};
        };
        return Flyway.configure()
                .dataSource(jdbcUrl, owner, password)
                .locations(locations)
                .defaultSchema("public")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
