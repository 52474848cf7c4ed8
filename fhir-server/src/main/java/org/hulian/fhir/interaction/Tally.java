package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Figures without patients: counts that an operation keeps beside the resources. The policy says under the name
 * {@code Figures} who sees those of all institutions; others see their own institution's, residents none.
 */
public final class Tally {
    private final Access access;
    private final Trail trail;

    /** Figures within what the access rules let through. */
    public Tally(Access access, Trail trail) {
        this.access = access;
        this.trail = trail;
    }

    /**
     * The figures, once their entry is durable.
     *
     * @param operation   the request as it was sent, for the entry
     * @param institution number of the institution asked for, null for all that may be seen
     * @param counting    counts for an institution, or for all when it gets null
     */
    public <T> Uni<T> by(
            String operation,
            @Nullable Integer institution,
            Function<@Nullable Integer, Uni<T>> counting,
            RequestContext context) {
        Happening telling = new Happening(context, Interaction.OPERATION, List.of(), operation);
        return trail.settle(telling, () -> {
            AccessPredicate predicate = access.figures(context);
            Integer only = predicate.reach() == Reach.ALL ? institution : Integer.valueOf(predicate.institution());
            if (institution != null && !institution.equals(only)) {
                throw new FailureException(new Failure.Forbidden("another-institution"));
            }
            return counting.apply(only)
                    .map(told -> trail.allowed(telling, told, List.of(), Access.policies(predicate)));
        });
    }
}
