package org.hulian.fhir.feed.codes;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.store.postgres.AuditOutbox;
import org.hulian.security.audit.Agent;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.jspecify.annotations.Nullable;

/** The entries of this capability: with the decision where there is one, before the answer in any case. */
final class MappingAudit {
    private final AuditLog log;
    private final AuditOutbox outbox;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    MappingAudit(AuditLog log, AuditOutbox outbox, InstantSource clock, Supplier<UUID> ids) {
        this.log = log;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    Instant now() {
        return clock.instant();
    }

    AuditEntry decided(String operation, LocalCode code, String map, int version, RequestContext context) {
        return entry(
                operation,
                Outcome.ALLOWED,
                List.of(
                        Entity.resource("Task", code.task().toString(), 0),
                        Entity.resource("ConceptMap", map, version)),
                context,
                null);
    }

    Uni<Void> commit(SqlClient connection, AuditEntry entry) {
        return outbox.add(connection, List.of(entry));
    }

    Uni<Void> append(AuditEntry entry) {
        return log.append(List.of(entry));
    }

    Uni<Void> looked(String operation, RequestContext context) {
        return append(entry(operation, Outcome.ALLOWED, List.of(), context, null));
    }

    /** Leaves the entry of what is refused, then refuses. */
    <T> Uni<T> refused(String operation, FailureException refused, RequestContext context) {
        boolean denied = refused.failure() instanceof Failure.Forbidden;
        return append(entry(
                        operation,
                        denied ? Outcome.DENIED : Outcome.REJECTED,
                        List.of(),
                        context,
                        denied ? "role" : "invalid"))
                .chain(() -> Uni.createFrom().failure(refused));
    }

    private AuditEntry entry(
            String operation, Outcome outcome, List<Entity> entities, RequestContext context, @Nullable String reason) {
        return new AuditEntry(
                ids.get(),
                clock.instant(),
                Interaction.OPERATION,
                outcome,
                Agent.of(context.caller()),
                List.of(),
                entities,
                operation,
                List.of("code-mapping"),
                context.id(),
                reason);
    }
}
