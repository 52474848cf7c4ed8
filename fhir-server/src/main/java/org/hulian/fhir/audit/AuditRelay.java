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
import org.hulian.security.crypto.SealBrokenException;
import org.jboss.logging.Logger;

/**
 * Carries entries of writes from the outbox of a data database into the log: what a crash left behind, and, once they
 * are in the log, the rows to be removed. Entries in the log already are recognised by their id.
 */
public final class AuditRelay {
    private static final Logger LOG = Logger.getLogger(AuditRelay.class);

    private static final UUID FIRST = new UUID(0, 0);

    /** Rows in one step. */
    private static final int STEP = 500;

    /** Younger rows belong to requests still under way. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** Most ids are UUIDv7, which tell their age; others, made from a message, are taken at any age. */
    private static final String SELECT = """
            select id, entry from hub.audit_outbox
             where (id < $1 or uuid_extract_version(id) <> 7) and id > $2
             order by id limit $3
            """;

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
        return relay(idAt(clock.instant().minus(SETTLED).toEpochMilli()), FIRST);
    }

    /** Relays everything, at the start, when nothing is under way. */
    public Uni<Integer> relayAll() {
        return relay(idAt(clock.instant().plus(Duration.ofHours(1)).toEpochMilli()), FIRST);
    }

    private Uni<Integer> relay(UUID younger, UUID after) {
        return data.preparedQuery(SELECT)
                .execute(Tuple.of(younger, after, STEP))
                .onItem()
                .transformToUni(rows -> {
                    Step step = new Step();
                    rows.forEach(
                            row -> step.add(row.getUUID(0), row.getBuffer(1).getBytes()));
                    Uni<Integer> done = settle(step);
                    return rows.size() < STEP
                            ? done
                            : done.onItem()
                                    .transformToUni(
                                            count -> relay(younger, step.last).map(more -> more + count));
                });
    }

    private Uni<Integer> settle(Step step) {
        if (step.entries.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        UUID[] ids = step.entries.stream().map(AuditEntry::id).toArray(UUID[]::new);
        return log.relay(step.entries)
                .onItem()
                .transformToUni(done -> data.preparedQuery(DELETE).execute(Tuple.of(ids)))
                .replaceWith(ids.length);
    }

    /** Rows read together. One that cannot be read stays where it is, for somebody to look at. */
    private final class Step {
        private final List<AuditEntry> entries = new ArrayList<>();
        private UUID last = FIRST;

        void add(UUID id, byte[] stored) {
            last = id;
            try {
                entries.add(open.apply(id, stored));
            } catch (IllegalArgumentException | SealBrokenException unreadable) {
                LOG.errorf("audit outbox: entry %s cannot be read and stays there: %s", id, unreadable.getMessage());
            }
        }
    }

    /** The least UUIDv7 of a millisecond. */
    private static UUID idAt(long millisecond) {
        return new UUID(millisecond << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }
}
