package org.hulian.fhir.wiring;

import io.smallrye.config.WithDefault;

/** The three databases. Settings {@code hulian.db}. */
public interface DatabasesConfig {
    /** Who. */
    Database registry();

    /** What. */
    Database clinical();

    /** Who looked. */
    Database audit();

    /** One database with its two roles. */
    interface Database {
        /** Host name or address. */
        @WithDefault("127.0.0.1")
        String host();

        /** TCP port. */
        @WithDefault("5434")
        int port();

        /** Name of the database. */
        String database();

        /** The hub's own role. */
        String user();

        /** Its password. */
        String password();

        /** Owner of the tables; used by migrations only. */
        String ownerUser();

        /** Its password. */
        String ownerPassword();

        /** Connections at most. */
        @WithDefault("8")
        int connections();
    }
}
