package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.CriteriaLock;
import org.hulian.fhir.store.LateWrites;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.WriteSet;
import org.hulian.fhir.store.Written;
import org.jspecify.annotations.Nullable;

/** What all writes have in common: the entries commit with the rows, and are in the log before anyone is told. */
public final class Writing {
    private final ResourceStore store;
    private final Trail trail;
    private final WriteTrail entries;
    private final WriteChecks checks;
    private final List<AfterWrite> watchers;

    /** Writes to a store what passes the checks, and tells who wants to know. */
    public Writing(ResourceStore store, Trail trail, WriteChecks checks, List<AfterWrite> watchers) {
        this.store = store;
        this.trail = trail;
        this.entries = new WriteTrail(trail);
        this.checks = checks;
        this.watchers = List.copyOf(watchers);
    }

    /** All of the writes or none; what is refused leaves an entry, too. */
    Uni<List<Written>> by(Happening happening, Supplier<Uni<List<Write>>> writes, List<String> policies) {
        return by(happening, writes, list -> checks.passed(list, store, happening.context()), policies);
    }

    /** The same of what an operation composed itself: rules about what callers may send do not concern it. */
    Uni<List<Written>> composed(Happening happening, Supplier<Uni<List<Write>>> writes, List<String> policies) {
        return by(happening, writes, list -> checks.composed(list, happening.context()), policies);
    }

    private Uni<List<Written>> by(
            Happening happening,
            Supplier<Uni<List<Write>>> writes,
            Function<List<Write>, Uni<List<Write>>> check,
            List<String> policies) {
        RequestContext context = happening.context();
        Uni<List<Write>> prepared;
        try {
            prepared = writes.get();
        } catch (FailureException refused) {
            prepared = Uni.createFrom().failure(refused);
        }
        return prepared.onItem()
                .transformToUni(check::apply)
                .onItem()
                .transformToUni(list -> store.write(new WriteSet(
                        list,
                        context.caller().institution(),
                        written -> entries.entries(written, happening, policies))))
                .onFailure(FailureException.class)
                .recoverWithUni(refused -> refuse(happening, refused))
                .invoke(committed -> watchers.forEach(each -> each.changed(committed.written())))
                .onItem()
                .transformToUni(committed -> trail.append(committed.audit()).replaceWith(committed.written()));
    }

    /**
     * What can only be decided by what is stored, all or none.
     *
     * @param decide asked again when another writer was in the way
     * @param after  reads before the commit, and may refuse; null where nothing is read
     * @param again  refusals that the caller of this meets by another attempt; they arrive as {@link Again}
     */
    Uni<List<Written>> deciding(
            Happening happening,
            List<CriteriaLock> locks,
            Function<ResourceReads, Uni<Decision>> decide,
            @Nullable BiFunction<ResourceReads, List<Written>, Uni<Void>> after,
            Predicate<Failure> again) {
        int owner = happening.context().caller().institution();
        LateWrites late = new LateWrites(
                locks,
                view -> decide.apply(view)
                        .chain(decision -> checks.passed(decision.writes(), view, happening.context())
                                .map(writes -> new WriteSet(
                                        writes,
                                        owner,
                                        written -> Stream.concat(
                                                        entries.entries(written, happening, List.of()).stream(),
                                                        decision.audit().stream())
                                                .toList()))),
                after);
        return store.write(late)
                .onFailure(FailureException.class)
                .recoverWithUni(refused -> again.test(refused.failure())
                        ? Uni.createFrom().failure(new Again())
                        : refuse(happening, refused))
                .invoke(committed -> watchers.forEach(each -> each.changed(committed.written())))
                .onItem()
                .transformToUni(committed -> trail.append(committed.audit()).replaceWith(committed.written()));
    }

    /** A clash that another attempt may get around. */
    static final class Again extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Again() {
            super(null, null, false, false);
        }
    }

    /** What is stored, where nothing of a transaction is needed to see it. */
    ResourceReads stored() {
        return store;
    }

    /** Refused before anything was asked of the store. */
    <T> Uni<T> refused(Happening happening, FailureException refused) {
        return refuse(happening, refused);
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
