package org.hulian.fhir.feed.codes;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.feed.codes.LocalMapping.State;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.region.Institutions;
import org.hulian.security.audit.AuditEntry;

/**
 * The steps of a mapping, each by a steward: proposed by one, approved or rejected by another, ended by either. Ending
 * takes one person, because it only brings back what the sender wrote.
 */
final class MappingDesk {
    private static final Set<String> STEWARD = Set.of("steward");
    private static final String UNIQUE_VIOLATION = "23505";

    private final Pool clinical;
    private final MappingRows rows;
    private final MappingRules rules;
    private final MappingAudit audit;
    private final Institutions institutions;
    private final Supplier<Uni<Void>> inForce;

    /**
     * @param inForce brings a decision into force after it was committed
     */
    MappingDesk(
            Pool clinical,
            MappingRows rows,
            MappingRules rules,
            MappingAudit audit,
            Institutions institutions,
            Supplier<Uni<Void>> inForce) {
        this.clinical = clinical;
        this.rows = rows;
        this.rules = rules;
        this.audit = audit;
        this.institutions = institutions;
        this.inForce = inForce;
    }

    Uni<LocalCode> propose(MappingRequest request, RequestContext context) {
        return step("$propose", context, () -> {
            LocalCode code = rules.code(request);
            return rules.draft(code, request).chain(draft -> proposed(draft, context));
        });
    }

    private Uni<LocalCode> proposed(Draft draft, RequestContext context) {
        LocalCode code = draft.source();
        AuditEntry entry = audit.decided("$propose", code, map(code), 0, context);
        return clinical.withTransaction(connection -> rows.current(connection, code, audit.now())
                        .invoke(current -> current.ifPresent(standing -> MappingRules.requireChange(standing, draft)))
                        .chain(() ->
                                rows.insert(connection, draft, context.caller().subject(), audit.now(), false))
                        .chain(() -> audit.commit(connection, entry)))
                .onFailure(MappingDesk::isTaken)
                .transform(taken -> MappingRules.alreadyProposed())
                .chain(() -> audit.append(entry))
                .replaceWith(code);
    }

    Uni<LocalCode> review(MappingRequest request, RequestContext context) {
        return step("$review", context, () -> {
            LocalCode code = rules.code(request);
            boolean approve = request.oneOf("decision", "approve", "reject").equals("approve");
            String words = approve ? request.text("comment") : request.required("comment");
            return change("$review", code, context, (connection, current, now) -> {
                MappingRules.requireReviewable(current, context.caller().subject());
                String by = context.caller().subject();
                // What was taken over automatically is ended as if it had never held.
                return approve || current.state() == State.PROPOSED
                        ? rows.review(connection, current, approve ? State.APPROVED : State.REJECTED, by, now, words)
                        : rows.retire(connection, current, current.starts(), by, now, words);
            });
        });
    }

    Uni<LocalCode> retire(MappingRequest request, RequestContext context) {
        return step("$retire", context, () -> {
            LocalCode code = rules.code(request);
            String words = request.required("comment");
            Instant asked = rules.instant(request, "from");
            return change("$retire", code, context, (connection, current, now) -> {
                MappingRules.requireInForce(current, now);
                Instant from = asked == null ? now : asked;
                return rows.retire(connection, current, from, context.caller().subject(), now, words);
            });
        });
    }

    /** Takes a proposal of the hub's own over; nothing happens where somebody was quicker. */
    Uni<Void> accept(Draft draft, RequestContext context) {
        LocalCode code = draft.source();
        return clinical.withTransaction(connection -> rows.current(connection, code, audit.now())
                .chain(current -> current.isPresent()
                        ? Uni.createFrom().voidItem()
                        : rows.insert(connection, draft, context.caller().clientId(), audit.now(), true)
                                .chain(() -> rows.nextVersion(connection, code.sender(), audit.now()))
                                .chain(version -> audit.commit(
                                        connection, audit.decided("auto-accept", code, map(code), version, context)))));
    }

    @FunctionalInterface
    private interface Change {
        Uni<Void> apply(SqlConnection connection, LocalMapping current, Instant now);
    }

    private Uni<LocalCode> change(String operation, LocalCode code, RequestContext context, Change change) {
        return clinical.withTransaction(connection -> rows.current(connection, code, audit.now())
                        .map(current -> current.orElseThrow(MappingRules::nothingProposed))
                        .chain(current -> change.apply(connection, current, audit.now()))
                        .chain(() -> rows.nextVersion(connection, code.sender(), audit.now()))
                        .map(version -> audit.decided(operation, code, map(code), version, context))
                        .call(entry -> audit.commit(connection, entry)))
                .chain(audit::append)
                .chain(inForce::get)
                .replaceWith(code);
    }

    private <T> Uni<T> step(String operation, RequestContext context, Supplier<Uni<T>> work) {
        Uni<T> done;
        try {
            requireRole(context, STEWARD);
            done = work.get();
        } catch (FailureException refused) {
            done = Uni.createFrom().failure(refused);
        }
        return done.onFailure(FailureException.class)
                .recoverWithUni(refused -> audit.refused(operation, refused, context));
    }

    static void requireRole(RequestContext context, Set<String> roles) {
        if (context.caller().roles().stream().noneMatch(roles::contains)) {
            throw new FailureException(new Failure.Forbidden("mappings are for " + String.join(" and ", roles)));
        }
    }

    private String map(LocalCode code) {
        return MappingPublication.id(institutions, code.sender());
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
    }
}
