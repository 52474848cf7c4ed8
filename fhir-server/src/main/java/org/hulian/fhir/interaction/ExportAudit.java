package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.hulian.fhir.audit.AuditExports;
import org.hulian.fhir.audit.PostgresAuditLog;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.hulian.security.scope.Permission;

/** Hands the whole log out, to those who may see all of it; the export is an entry of the log itself. */
public final class ExportAudit {
    private static final ResourceType EVENT = ResourceTypes.r4().get("AuditEvent");

    private final AuditExports exports;
    private final PostgresAuditLog log;
    private final Access access;
    private final Trail trail;
    private final Vertx vertx;

    /** Exports on worker threads. */
    public ExportAudit(AuditExports exports, PostgresAuditLog log, Access access, Trail trail, Vertx vertx) {
        this.exports = exports;
        this.log = log;
        this.access = access;
        this.trail = trail;
        this.vertx = vertx;
    }

    /** A temporary archive, whose entry is in the log and in the archive. */
    public Uni<Path> by(RequestContext context) {
        Happening exporting = Happening.of(Interaction.AUDIT_EXPORT, context).with(List.of(Entity.log(1, 0)));
        return trail.settle(exporting, () -> {
                    AccessPredicate predicate = access.reading(context, EVENT, Permission.SEARCH);
                    if (predicate.reach() != Reach.ALL || predicate.compartment() != null) {
                        throw new FailureException(new Failure.Forbidden("role"));
                    }
                    AuditEntry entry =
                            trail.entry(exporting, Outcome.ALLOWED, List.of(), Access.policies(predicate), null);
                    return Uni.createFrom().item(new Conclusion.Answered<>(true, entry));
                })
                .chain(log::checkpoint)
                .chain(() -> Uni.createFrom()
                        .completionStage(() ->
                                vertx.executeBlocking(exports::write, false).toCompletionStage()));
    }
}
