package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.Deletion;
import org.hulian.fhir.store.DeletionQuery;
import org.hulian.fhir.store.ForwardedReads;
import org.hulian.fhir.store.LateWrites;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.Stretch;
import org.hulian.fhir.store.WriteSet;
import org.hulian.fhir.store.Written;
import org.hulian.security.consent.AccessPredicate;

/** All types behind one port: AuditEvents come from the log, everything else from the data databases. */
public final class StoreWithAudit implements ResourceStore, ForwardedReads {
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
    public ResourceReads reads() {
        return reads;
    }

    @Override
    public Uni<List<Deletion>> deletions(DeletionQuery query, AccessPredicate access) {
        // Nobody deletes an entry of the log.
        return query.type().store() == Store.AUDIT ? Uni.createFrom().item(List.of()) : data.deletions(query, access);
    }

    @Override
    public Uni<Optional<Stretch>> stretch(SearchRequest request, AccessPredicate access, int rows) {
        return data.stretch(request, access, rows);
    }

    @Override
    public Uni<Void> settled() {
        return data.settled();
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
