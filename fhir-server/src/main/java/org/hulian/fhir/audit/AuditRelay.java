package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hulian.security.audit.AuditEntry;

/**
 * Carries entries of writes from the outbox of a data database into the log: what a crash left behind, and, once they
 * are in the log, the rows to be removed. Entries in the log already are recognised by their id.
 */
public final class AuditRelay {
    /** Rows in one step. */
    private static final int STEP = 500;

    /** Younger rows belong to requests still under way. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** Ids are UUIDv7, so the primary key is in the order of time. */
    private static final String SELECT =
            "select id, entry from hub.audit_outbox where id < $1 order by id limit " + STEP;

    private static final String DELETE = "delete from hub.audit_outbox where id = any($1)";

    private final Pool data;
    private final BiFunction<UUID, byte[], AuditEntry> open;
    private final PostgresAuditLog log;
    private final Clock clock;

    /**
     * From one data database into the log.
     *
     * @param open reads a row: entries name patients, so they are sealed there
     */
    public AuditRelay(Pool data, BiFunction<UUID, byte[], AuditEntry> open, PostgresAuditLog log, Clock clock) {
        this.data = data;
        this.open = open;
        this.log = log;
        this.clock = clock;
    }

    /** Relays everything settled; completes with the number of entries. */
    public Uni<Integer> relay() {
        return relayBefore(idAt(clock.instant().minus(SETTLED).toEpochMilli()));
    }

    /** Relays everything, at the start, when nothing is under way. */
    public Uni<Integer> relayAll() {
        return relayBefore(idAt(clock.instant().plus(Duration.ofHours(1)).toEpochMilli()));
    }

    private Uni<Integer> relayBefore(UUID limit) {
        return data.preparedQuery(SELECT).execute(Tuple.of(limit)).onItem().transformToUni(rows -> {
            List<UUID> ids = new ArrayList<>();
            List<AuditEntry> entries = new ArrayList<>();
            rows.forEach(row -> {
                ids.add(row.getUUID(0));
                entries.add(open.apply(row.getUUID(0), row.getBuffer(1).getBytes()));
            });
            if (ids.isEmpty()) {
                return Uni.createFrom().item(0);
            }
            return log.relay(entries)
                    .onItem()
                    .transformToUni(done -> data.preparedQuery(DELETE).execute(Tuple.of(ids.toArray(UUID[]::new))))
                    .onItem()
                    .transformToUni(done -> ids.size() < STEP
                            ? Uni.createFrom().item(ids.size())
                            : relayBefore(limit).map(more -> more + ids.size()));
        });
    }

    /** The least UUIDv7 of a millisecond. */
    private static UUID idAt(long millisecond) {
        return new UUID(millisecond << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }
}
