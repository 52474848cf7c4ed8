package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.jspecify.annotations.Nullable;

/** What a caller tells the hub, or has it do, without reading or writing a resource: it is kept in the log alone. */
public final class Told {
    private final Trail trail;

    /** Kept in a log. */
    public Told(Trail trail) {
        this.trail = trail;
    }

    /**
     * Done when the entry is durable.
     *
     * @param what without personal data
     */
    public Uni<Void> by(String what, RequestContext context) {
        return by(what, Outcome.ALLOWED, List.of(), null, context);
    }

    /**
     * Done when the entry is durable; what is told may have been refused.
     *
     * @param what     without personal data
     * @param policies what decided
     * @param reason   why it was refused, or null
     */
    public Uni<Void> by(
            String what, Outcome outcome, List<String> policies, @Nullable String reason, RequestContext context) {
        Happening telling = new Happening(context, Interaction.OPERATION, List.of(), what);
        return trail.append(List.of(trail.entry(telling, outcome, List.of(), policies, reason)));
    }
}
