package org.hulian.fhir.rest;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.failure.Outcome;
import org.hulian.fhir.failure.Outcomes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells failures from faults. A fault is logged under an id, and the id is all the caller learns. */
public final class Faults {
    private static final Logger LOG = Logger.getLogger(Faults.class);

    private final Supplier<UUID> ids;
    private final Duration statement;

    /**
     * Faults get their ids from a source.
     *
     * @param statement how long a statement of a database may take
     */
    public Faults(Supplier<UUID> ids, Duration statement) {
        this.ids = ids;
        this.statement = statement;
    }

    /** What may be told, or null for a fault. */
    @Nullable
    Failure failureOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailureException known) {
                return known.failure();
            }
            if (cause instanceof PgException database) {
                return ofDatabase(database);
            }
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return new Failure.Unavailable("database");
            }
        }
        return null;
    }

    /** Logs a fault. Messages of a database are left out: they may repeat values. */
    Outcome fault(Throwable thrown, String language) {
        String id = ids.get().toString();
        LOG.errorf(thrown, "fault %s", id);
        return Outcomes.fault(id, language);
    }

    /** Connection lost (08), out of resources (53), operator's intervention (57): it will pass. What took too long (57014) need not. */
    private @Nullable Failure ofDatabase(PgException database) {
        String state = database.getSqlState();
        if (state == null) {
            return null;
        }
        if (state.equals("57014")) {
            return new Failure.TooSlow(statement);
        }
        boolean passing = state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
        return passing ? new Failure.Unavailable("database") : null;
    }
}
