package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
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
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.Deletion;
import org.hulian.fhir.store.DeletionQuery;
import org.hulian.fhir.store.EverythingRequest;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.LateWrites;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.WriteSet;
import org.hulian.fhir.store.Written;
import org.hulian.security.consent.AccessPredicate;

/** All types behind one port: AuditEvents come from the log, everything else from the data databases. */
public final class StoreWithAudit implements ResourceStore {
    private final ResourceStore data;
    private final AuditEventStore events;
    private final ResourceReads reads;

    /** Both stores. */
    public StoreWithAudit(ResourceStore data, AuditEventStore events) {
        this.data = data;
        this.events = events;
        this.reads = new ReadsWithAudit(data, events);
    }

    @Override
    public Uni<Found> read(ResourceKey key, AccessPredicate access) {
        return reads.read(key, access);
    }

    @Override
    public Uni<Found> readVersion(ResourceKey key, Version version, AccessPredicate access) {
        return reads.readVersion(key, version, access);
    }

    @Override
    public Uni<List<HistoryEntry>> history(HistoryRequest request, Function<ResourceType, AccessPredicate> access) {
        return reads.history(request, access);
    }

    @Override
    public Uni<EverythingRequest.Page> everything(
            EverythingRequest request, Function<ResourceType, AccessPredicate> access) {
        return reads.everything(request, access);
    }

    @Override
    public Uni<SearchPage> search(SearchRequest request, AccessPredicate access) {
        return reads.search(request, access);
    }

    @Override
    public Uni<List<SearchPage>> newest(NewestRequest request, AccessPredicate access) {
        return data.newest(request, access);
    }

    @Override
    public Uni<List<Deletion>> deletions(DeletionQuery query, AccessPredicate access) {
        // Nobody deletes an entry of the log.
        return query.type().store() == Store.AUDIT ? Uni.createFrom().item(List.of()) : data.deletions(query, access);
    }

    @Override
    public Uni<Snapshot> snapshot() {
        return reads.snapshot();
    }

    @Override
    public Uni<List<UUID>> keys(SearchRequest request, AccessPredicate access, boolean persons) {
        return reads.keys(request, access, persons);
    }

    @Override
    public Uni<Explained> explain(String step, SearchRequest request, AccessPredicate access, boolean keys) {
        return reads.explain(step, request, access, keys);
    }

    @Override
    public Uni<Boolean> withheld(Store where, List<UUID> patients, AccessPredicate access) {
        return reads.withheld(where, patients, access);
    }

    @Override
    public Uni<Committed> write(WriteSet set) {
        return data.write(set);
    }

    @Override
    public Uni<Committed> write(LateWrites late) {
        BiFunction<ResourceReads, List<Written>, Uni<Void>> after = late.after();
        return data.write(new LateWrites(
                late.locks(),
                view -> late.writes().apply(new ReadsWithAudit(view, events)),
                after == null ? null : (view, written) -> after.apply(new ReadsWithAudit(view, events), written)));
    }
}
