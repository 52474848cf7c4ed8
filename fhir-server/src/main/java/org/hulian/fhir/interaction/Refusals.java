package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.fhir.failure.Failure;
import org.hulian.security.audit.Agent;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Requests without an acceptable token. Anybody can cause them, so at most so many a second are recorded one by one;
 * the next one recorded says how many were not.
 */
public final class Refusals {
    private static final int EACH_SECOND = 20;

    private final AuditLog log;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private Instant second = Instant.EPOCH;
    private int recorded;
    private int left;

    /** Records into a log. */
    public Refusals(AuditLog log, Clock clock, Supplier<UUID> ids) {
        this.log = log;
        this.clock = clock;
        this.ids = ids;
    }

    /** Completes when the refusal is recorded, or counted. */
    public Uni<Void> unauthenticated(Failure failure, String requestId, @Nullable String address) {
        if (!(failure instanceof Failure.Unauthenticated(String code, String said))) {
            return Uni.createFrom().voidItem();
        }
        String more = admitted();
        if (more == null) {
            return Uni.createFrom().voidItem();
        }
        AuditEntry entry = new AuditEntry(
                ids.get(),
                clock.instant(),
                Interaction.AUTHENTICATE,
                Outcome.DENIED,
                Agent.unknown(address),
                List.of(),
                List.of(),
                null,
                List.of(),
                requestId,
                code + more);
        return log.append(List.of(entry));
    }

    /** What to add to the reason, or null when this one is only counted. */
    private synchronized @Nullable String admitted() {
        Instant now = clock.instant();
        if (now.isAfter(second.plusSeconds(1))) {
            second = now;
            recorded = 0;
        }
        if (recorded == EACH_SECOND) {
            left++;
            return null;
        }
        recorded++;
        String more = left == 0 ? "" : " (and %d more)".formatted(left);
        left = 0;
        return more;
    }
}
