package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.Caller;
import org.hulian.security.scope.Permission;

/**
 * Answers out of definitions, which are about nobody: the caller's scopes must cover the type. The first answer to a
 * caller in a window has its entry in the log before it goes out, and that entry stands for the window; every refusal
 * has its own.
 */
public final class Consult {
    /** Callers and operations known in one window, at most; past it each answer has its own entry. */
    private static final int MOST = 20_000;

    private final Access access;
    private final Trail trail;
    private final Clock clock;
    private final Duration window;
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private volatile long current;

    /** One entry for each caller and operation in a window. */
    public Consult(Access access, Trail trail, Clock clock, Duration window) {
        this.access = access;
        this.trail = trail;
        this.clock = clock;
        this.window = window;
    }

    private record Visit(String subject, String client, int institution, String operation, String address) {}

    /** The answer of an operation on a type. */
    public <T> Uni<T> by(ResourceType type, String operation, RequestContext context, Supplier<Uni<T>> answer) {
        Caller caller = context.caller();
        Visit visit = new Visit(
                caller.subject(), caller.clientId(), caller.institution(), operation, String.valueOf(caller.address()));
        if (isPermitted(type, context) && isKnown(visit)) {
            return answer.get();
        }
        Happening asking = new Happening(context, Interaction.OPERATION, List.of(), operation);
        return trail.settle(asking, () -> {
                    require(type, context);
                    return answer.get().map(told -> trail.allowed(asking, told, List.of(), List.of("definitions")));
                })
                .invoke(() -> remember(visit));
    }

    /** A scope that is narrowed to a category covers no definition: they have none. */
    private void require(ResourceType type, RequestContext context) {
        if (!access.reading(context, type, Permission.READ).categoryTokens().isEmpty()) {
            throw new FailureException(new Failure.Forbidden("scope"));
        }
    }

    private boolean isPermitted(ResourceType type, RequestContext context) {
        try {
            require(type, context);
            return true;
        } catch (FailureException refused) {
            return false;
        }
    }

    private boolean isKnown(Visit visit) {
        long now = clock.millis() / window.toMillis();
        if (now != current) {
            current = now;
            visits.clear();
        }
        return visits.contains(visit);
    }

    private void remember(Visit visit) {
        if (visits.size() < MOST) {
            visits.add(visit);
        }
    }
}
