package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.Explained;
import org.hulian.fhir.search.NewestRequest;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
import org.hulian.fhir.store.EverythingRequest;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.consent.AccessPredicate;

/** Reads of all types: AuditEvents come from the log, everything else from the data databases. */
final class ReadsWithAudit implements ResourceReads {
    private final ResourceReads data;
    private final AuditEventStore events;

    ReadsWithAudit(ResourceReads data, AuditEventStore events) {
        this.data = data;
        this.events = events;
    }

    @Override
    public Uni<Found> read(ResourceKey key, AccessPredicate access) {
        return isAudit(key.type()) ? events.read(key, access) : data.read(key, access);
    }

    @Override
    public Uni<Found> readVersion(ResourceKey key, Version version, AccessPredicate access) {
        if (!isAudit(key.type())) {
            return data.readVersion(key, version, access);
        }
        return version.equals(Version.FIRST)
                ? events.read(key, access)
                : Uni.createFrom().item(new Found.Absent());
    }

    /** An event has one version; what happened when is a search by date, which pages through the log. */
    @Override
    public Uni<List<HistoryEntry>> history(HistoryRequest request, Function<ResourceType, AccessPredicate> access) {
        if (request.types().stream().noneMatch(ReadsWithAudit::isAudit)) {
            return data.history(request, access);
        }
        ResourceKey key = request.key();
        if (key == null) {
            throw new FailureException(
                    new Failure.NotSupported("The history of AuditEvent", List.of("GET AuditEvent?date=..."), 405));
        }
        return events.read(key, access.apply(key.type()))
                .map(found -> found instanceof Found.Visible(StoredResource event) && request.start() == null
                        ? List.of(new HistoryEntry(key, event.version(), event.updated(), event.body(), null))
                        : List.of());
    }

    @Override
    public Uni<EverythingRequest.Page> everything(
            EverythingRequest request, Function<ResourceType, AccessPredicate> access) {
        return data.everything(request, access);
    }

    @Override
    public Uni<SearchPage> search(SearchRequest request, AccessPredicate access) {
        return isAudit(request.type()) ? events.search(request, access) : data.search(request, access);
    }

    @Override
    public Uni<List<SearchPage>> newest(NewestRequest request, AccessPredicate access) {
        return data.newest(request, access);
    }

    @Override
    public Uni<Snapshot> snapshot() {
        return data.snapshot();
    }

    @Override
    public Uni<List<UUID>> keys(SearchRequest request, AccessPredicate access, boolean persons) {
        return data.keys(request, access, persons);
    }

    @Override
    public Uni<Explained> explain(String step, SearchRequest request, AccessPredicate access, boolean keys) {
        if (isAudit(request.type())) {
            throw new FailureException(new Failure.NotSupported("_explain of AuditEvent", List.of(), 400));
        }
        return data.explain(step, request, access, keys);
    }

    @Override
    public Uni<Boolean> withheld(Store where, List<UUID> patients, AccessPredicate access) {
        // Who may search the log may know that it says nothing.
        return where == Store.AUDIT ? Uni.createFrom().item(false) : data.withheld(where, patients, access);
    }

    private static boolean isAudit(ResourceType type) {
        return type.store() == Store.AUDIT;
    }
}
