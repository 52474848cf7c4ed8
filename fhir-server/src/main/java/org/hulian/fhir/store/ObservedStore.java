package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.security.consent.AccessPredicate;

/** A store that tells of every write once it is durable, before its writer learns of it. Observers must not wait. */
public final class ObservedStore implements ResourceStore, ForwardedReads {
    private final ResourceStore store;
    private final Consumer<Written> observer;

    /** Tells one observer. */
    public ObservedStore(ResourceStore store, Consumer<Written> observer) {
        this.store = store;
        this.observer = observer;
    }

    @Override
    public ResourceReads reads() {
        return store;
    }

    @Override
    public Uni<List<Deletion>> deletions(DeletionQuery query, AccessPredicate access) {
        return store.deletions(query, access);
    }

    @Override
    public Uni<Optional<Stretch>> stretch(SearchRequest request, AccessPredicate access, int rows) {
        return store.stretch(request, access, rows);
    }

    @Override
    public Uni<Void> settled() {
        return store.settled();
    }

    @Override
    public Uni<Committed> write(WriteSet set) {
        return store.write(set).invoke(committed -> committed.written().forEach(observer));
    }

    @Override
    public Uni<Committed> write(LateWrites late) {
        return store.write(late).invoke(committed -> committed.written().forEach(observer));
    }
}
