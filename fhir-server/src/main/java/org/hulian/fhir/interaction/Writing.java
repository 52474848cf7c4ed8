package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.WriteSet;
import org.hulian.fhir.store.Written;

/** What all writes have in common: the entries commit with the rows, and are in the log before anyone is told. */
public final class Writing {
    private final ResourceStore store;
    private final Trail trail;
    private final WriteTrail entries;

    /** Writes to a store. */
    public Writing(ResourceStore store, Trail trail) {
        this.store = store;
        this.trail = trail;
        this.entries = new WriteTrail(trail);
    }

    /** All of the writes or none; what is refused leaves an entry, too. */
    Uni<List<Written>> by(Happening happening, Supplier<Uni<List<Write>>> writes, List<String> policies) {
        RequestContext context = happening.context();
        Uni<List<Write>> prepared;
        try {
            prepared = writes.get();
        } catch (FailureException refused) {
            prepared = Uni.createFrom().failure(refused);
        }
        return prepared.onItem()
                .transformToUni(list -> store.write(new WriteSet(
                        list, context.caller().institution(), written -> entries.entries(written, context, policies))))
                .onFailure(FailureException.class)
                .recoverWithUni(refused -> refuse(happening, refused))
                .onItem()
                .transformToUni(committed -> trail.append(committed.audit()).replaceWith(committed.written()));
    }

    private <T> Uni<T> refuse(Happening happening, FailureException refused) {
        return trail.append(List.of(trail.refused(happening, refused.failure()).entry()))
                .onItem()
                .transformToUni(done -> Uni.createFrom().failure(refused));
    }

    /** The log of accesses is written by nobody but the hub. */
    static void refuseAudit(ResourceType type) {
        if (type.store() == Store.AUDIT) {
            throw new FailureException(
                    new Failure.NotSupported("Changing " + type, List.of("read", "search-type"), 405));
        }
    }
}
