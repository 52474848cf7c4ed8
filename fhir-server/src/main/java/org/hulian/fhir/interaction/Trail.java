package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.audit.AuditLog;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.security.audit.Agent;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Outcome;
import org.jspecify.annotations.Nullable;

/** Leaves the entry of an access and only then lets its answer go; without an entry there is no answer. */
public final class Trail {
    private final AuditLog log;
    private final Clock clock;
    private final Supplier<UUID> ids;

    /** Entries get their time and id from what is given. */
    public Trail(AuditLog log, Clock clock, Supplier<UUID> ids) {
        this.log = log;
        this.clock = clock;
        this.ids = ids;
    }

    /** The answer, once its entry is durable. A failure on the way there is an entry and an answer, too. */
    <T> Uni<T> settle(Happening happening, Supplier<Uni<Conclusion<T>>> attempt) {
        Uni<Conclusion<T>> tried;
        try {
            tried = attempt.get();
        } catch (FailureException refused) {
            tried = Uni.createFrom().failure(refused);
        }
        return tried.onFailure(FailureException.class)
                .recoverWithItem(refused -> refused(happening, refused.failure()))
                .onItem()
                .transformToUni(conclusion ->
                        append(List.of(conclusion.entry())).onItem().transformToUni(done -> answer(conclusion)));
    }

    /** Entries that must be durable before the answer. */
    Uni<Void> append(List<AuditEntry> entries) {
        return log.append(entries)
                .onFailure(failure -> !(failure instanceof FailureException))
                .transform(failure -> new FailureException(new Failure.Unavailable("audit")));
    }

    <T> Conclusion<T> allowed(Happening happening, T value, List<UUID> patients, List<String> policies) {
        return new Conclusion.Answered<>(value, entry(happening, Outcome.ALLOWED, patients, policies, null));
    }

    /** Nothing here, or nothing for this caller: told alike, recorded apart. */
    <T> Conclusion<T> unseen(Happening happening, Failure failure, boolean hidden, List<UUID> patients) {
        Outcome outcome = hidden ? Outcome.DENIED : Outcome.NOT_FOUND;
        return new Conclusion.Refused<>(
                failure, entry(happening, outcome, patients, List.of(), hidden ? "no-grant" : "not-found"));
    }

    <T> Conclusion<T> refused(Happening happening, Failure failure) {
        return new Conclusion.Refused<>(
                failure, entry(happening, outcomeOf(failure), List.of(), List.of(), codeOf(failure)));
    }

    AuditEntry entry(
            Happening happening, Outcome outcome, List<UUID> patients, List<String> policies, @Nullable String reason) {
        return new AuditEntry(
                ids.get(),
                clock.instant(),
                happening.interaction(),
                outcome,
                Agent.of(happening.context().caller()),
                patients,
                happening.entities(),
                happening.query(),
                policies,
                happening.context().id(),
                reason);
    }

    private static <T> Uni<T> answer(Conclusion<T> conclusion) {
        return switch (conclusion) {
            case Conclusion.Answered<T> answered -> Uni.createFrom().item(answered.value());
            case Conclusion.Refused<T> refused -> Uni.createFrom().failure(new FailureException(refused.failure()));
        };
    }

    private static Outcome outcomeOf(Failure failure) {
        return switch (failure) {
            case Failure.NotFound absent -> Outcome.NOT_FOUND;
            case Failure.Gone gone -> Outcome.NOT_FOUND;
            case Failure.Unauthenticated unknown -> Outcome.DENIED;
            case Failure.Forbidden forbidden -> Outcome.DENIED;
            case Failure.Unavailable unavailable -> Outcome.FAILED;
            case Failure.TooSlow slow -> Outcome.FAILED;
            case Failure.VersionConflict stale -> Outcome.REJECTED;
            case Failure.PreconditionFailed unmet -> Outcome.REJECTED;
            case Failure.Conflict conflict -> Outcome.REJECTED;
            case Failure.Decided decided -> Outcome.REJECTED;
            case Failure.Malformed malformed -> Outcome.REJECTED;
            case Failure.Invalid invalid -> Outcome.REJECTED;
            case Failure.NotSupported unsupported -> Outcome.REJECTED;
            case Failure.TooCostly costly -> Outcome.REJECTED;
            case Failure.TooMany many -> Outcome.REJECTED;
            case Failure.PageExpired expired -> Outcome.REJECTED;
            case Failure.TooLong large -> Outcome.REJECTED;
            case Failure.MediaType media -> Outcome.REJECTED;
        };
    }

    private static String codeOf(Failure failure) {
        return switch (failure) {
            case Failure.NotFound absent -> "not-found";
            case Failure.Gone gone -> "deleted";
            case Failure.VersionConflict stale -> "version-conflict";
            case Failure.PreconditionFailed unmet -> unmet.issue().code();
            case Failure.Conflict conflict -> "conflict";
            case Failure.Decided decided -> "decided";
            case Failure.Unauthenticated unknown -> unknown.code();
            case Failure.Forbidden forbidden -> forbidden.reason();
            case Failure.Malformed malformed -> malformed.code();
            case Failure.Invalid invalid -> "invalid";
            case Failure.NotSupported unsupported -> "not-supported";
            case Failure.TooCostly costly -> "too-costly";
            case Failure.TooMany many -> "throttled";
            case Failure.TooSlow slow -> "timeout";
            case Failure.PageExpired expired -> "page-expired";
            case Failure.TooLong large -> "too-long";
            case Failure.MediaType media -> "media-type";
            case Failure.Unavailable unavailable -> "unavailable";
        };
    }
}
