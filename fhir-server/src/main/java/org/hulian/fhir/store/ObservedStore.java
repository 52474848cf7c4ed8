package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.Explained;
import org.hulian.fhir.search.NewestRequest;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
import org.hulian.security.consent.AccessPredicate;

/** A store that tells of every write once it is durable, before its writer learns of it. Observers must not wait. */
public final class ObservedStore implements ResourceStore {
    private final ResourceStore store;
    private final Consumer<Written> observer;

    /** Tells one observer. */
    public ObservedStore(ResourceStore store, Consumer<Written> observer) {
        this.store = store;
        this.observer = observer;
    }

    @Override
    public Uni<Found> read(ResourceKey key, AccessPredicate access) {
        return store.read(key, access);
    }

    @Override
    public Uni<Found> readVersion(ResourceKey key, Version version, AccessPredicate access) {
        return store.readVersion(key, version, access);
    }

    @Override
    public Uni<List<HistoryEntry>> history(HistoryRequest request, Function<ResourceType, AccessPredicate> access) {
        return store.history(request, access);
    }

    @Override
    public Uni<EverythingRequest.Page> everything(
            EverythingRequest request, Function<ResourceType, AccessPredicate> access) {
        return store.everything(request, access);
    }

    @Override
    public Uni<Snapshot> snapshot() {
        return store.snapshot();
    }

    @Override
    public Uni<List<UUID>> keys(SearchRequest request, AccessPredicate access, boolean persons) {
        return store.keys(request, access, persons);
    }

    @Override
    public Uni<Explained> explain(String step, SearchRequest request, AccessPredicate access, boolean keys) {
        return store.explain(step, request, access, keys);
    }

    @Override
    public Uni<Boolean> withheld(Store where, List<UUID> patients, AccessPredicate access) {
        return store.withheld(where, patients, access);
    }

    @Override
    public Uni<SearchPage> search(SearchRequest request, AccessPredicate access) {
        return store.search(request, access);
    }

    @Override
    public Uni<List<SearchPage>> newest(NewestRequest request, AccessPredicate access) {
        return store.newest(request, access);
    }

    @Override
    public Uni<List<Deletion>> deletions(DeletionQuery query, AccessPredicate access) {
        return store.deletions(query, access);
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
