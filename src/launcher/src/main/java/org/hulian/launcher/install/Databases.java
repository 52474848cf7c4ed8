package org.hulian.launcher.install;

import java.util.Map;
import java.util.TreeMap;
import org.hulian.launcher.home.Secrets;
import org.hulian.launcher.postgres.Database;
import org.hulian.launcher.postgres.DatabaseSetup;
import org.hulian.launcher.postgres.Rights;

/** The three databases of a hub; who, what, and who looked are kept apart. */
record Databases(Database registry, Database clinical, Database audit) {
    static Databases at(DatabasePlace place, Secrets secrets) {
        return new Databases(
                named("registry", place, secrets), named("clinical", place, secrets), named("audit", place, secrets));
    }

    private static Database named(String name, DatabasePlace place, Secrets secrets) {
        return new Database(
                place.host(),
                place.port(),
                name,
                name + "_owner",
                secrets.password("postgres", name + "_owner"),
                name + "_app",
                secrets.password("postgres", name + "_app"));
    }

    void create(DatabasePlace place) {
        DatabaseSetup setup = new DatabaseSetup(place.host(), place.port(), place.user(), place.password());
        setup.requirePreparedTransactions();
        setup.create(registry, Rights.READ_WRITE);
        setup.create(clinical, Rights.READ_WRITE);
        setup.create(audit, Rights.APPEND_ONLY);
    }

    /** The hub's settings for them. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        add(environment, "HULIAN_DB_REGISTRY_", registry);
        add(environment, "HULIAN_DB_CLINICAL_", clinical);
        add(environment, "HULIAN_DB_AUDIT_", audit);
        return environment;
    }

    private static void add(Map<String, String> environment, String prefix, Database database) {
        environment.put(prefix + "HOST", database.host());
        environment.put(prefix + "PORT", Integer.toString(database.port()));
        environment.put(prefix + "DATABASE", database.name());
        environment.put(prefix + "USER", database.user());
        environment.put(prefix + "PASSWORD", database.password());
        environment.put(prefix + "OWNER_USER", database.owner());
        environment.put(prefix + "OWNER_PASSWORD", database.ownerPassword());
    }
}
