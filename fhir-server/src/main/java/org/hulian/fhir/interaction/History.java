package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/**
 * The history interaction on a resource, a type or the whole server, <a
 * href="https://hl7.org/fhir/R4/http.html#history">history</a>.
 */
public final class History {
    private final ResourceReads store;
    private final Access access;
    private final Trail trail;

    /** Reads from the store what the access rules let through. */
    public History(ResourceReads store, Access access, Trail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
    }

    /**
     * Versions, newest first.
     *
     * @param query as it was sent, for the audit entry of a type or the server
     */
    public Uni<List<HistoryEntry>> by(HistoryRequest request, String query, RequestContext context) {
        ResourceKey key = request.key();
        return key == null ? ofTypes(request, query, context) : of(key, request, context);
    }

    private Uni<List<HistoryEntry>> of(ResourceKey key, HistoryRequest request, RequestContext context) {
        Happening reading = Happening.to(key, Interaction.HISTORY, context);
        return trail.settle(reading, () -> {
            AccessPredicate predicate = access.reading(context, key.type(), Permission.READ);
            return store.history(request, type -> predicate)
                    .chain(entries -> entries.isEmpty() && request.start() == null
                            ? store.read(key, predicate).map(found -> nothing(reading, key, found, predicate))
                            : Uni.createFrom()
                                    .item(trail.allowed(
                                            reading, entries, patients(entries), Access.policies(predicate))));
        });
    }

    /** No version in the stretch of time asked for, or none for this caller. */
    private Conclusion<List<HistoryEntry>> nothing(
            Happening reading, ResourceKey key, Found found, AccessPredicate predicate) {
        Failure notFound = new Failure.NotFound(key.toString());
        return switch (found) {
            case Found.Visible visible -> trail.allowed(reading, List.of(), List.of(), Access.policies(predicate));
            case Found.Deleted deleted -> trail.allowed(reading, List.of(), List.of(), Access.policies(predicate));
            case Found.Hidden hidden -> trail.unseen(reading, notFound, true, Read.patients(hidden.patient()));
            case Found.Absent absent -> trail.unseen(reading, notFound, false, List.of());
        };
    }

    private Uni<List<HistoryEntry>> ofTypes(HistoryRequest request, String query, RequestContext context) {
        Happening reading = new Happening(context, Interaction.HISTORY, List.of(), query);
        return trail.settle(reading, () -> {
            // Of one type the caller is told that they may not; of all types they get those they may.
            Function<ResourceType, AccessPredicate> predicates = request.types().size() == 1
                    ? type -> access.reading(context, type, Permission.SEARCH)
                    : type -> access.found(context, type);
            List<String> policies = request.types().stream()
                    .flatMap(type -> Access.policies(predicates.apply(type)).stream())
                    .distinct()
                    .toList();
            return store.history(request, predicates)
                    .map(entries -> trail.allowed(
                            reading.with(entries.stream().map(History::entity).toList()),
                            entries,
                            patients(entries),
                            policies));
        });
    }

    private static Entity entity(HistoryEntry entry) {
        return Entity.resource(
                entry.key().type().name(),
                entry.key().id().value(),
                entry.version().number());
    }

    private static List<UUID> patients(List<HistoryEntry> entries) {
        return entries.stream()
                .map(HistoryEntry::patient)
                .filter(patient -> patient != null)
                .distinct()
                .toList();
    }
}
