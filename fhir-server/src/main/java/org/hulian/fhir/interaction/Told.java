package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;

/** What a caller tells the hub without writing or asking anything: it is kept in the log alone. */
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
        Happening telling = new Happening(context, Interaction.OPERATION, List.of(), what);
        return trail.append(List.of(trail.entry(telling, Outcome.ALLOWED, List.of(), List.of(), null)));
    }
}
