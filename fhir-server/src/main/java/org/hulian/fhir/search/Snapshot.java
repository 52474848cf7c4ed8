package org.hulian.fhir.search;

import java.time.Instant;
import org.hulian.fhir.resource.Store;

/**
 * The state of the data that all pages of one search show.
 *
 * @param at       when it was taken
 * @param registry what was committed there, as PostgreSQL writes a {@code pg_snapshot}; empty where it does not matter
 * @param clinical the same
 * @see <a href="https://www.postgresql.org/docs/18/functions-info.html">pg_snapshot</a>
 */
public record Snapshot(Instant at, String registry, String clinical) {
    /** Of one database. */
    public static Snapshot of(Store store, Instant at, String snapshot) {
        return switch (store) {
            case REGISTRY -> new Snapshot(at, snapshot, "");
            case CLINICAL -> new Snapshot(at, "", snapshot);
            case AUDIT -> throw new IllegalArgumentException("the log only grows");
        };
    }

    /** What was committed in a database, or empty. */
    public String in(Store store) {
        return switch (store) {
            case REGISTRY -> registry;
            case CLINICAL -> clinical;
            case AUDIT -> "";
        };
    }

    String text() {
        return at.toEpochMilli() + ";" + registry + ";" + clinical;
    }

    static Snapshot parse(String text) {
        String[] parts = text.split(";", -1);
        return new Snapshot(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1], parts[2]);
    }
}
