package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.Deletion;
import org.hulian.fhir.store.DeletionQuery;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.Stretch;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/**
 * What bulk exports ask of the store: every page is a search within the access its caller has at that moment, and is in
 * the audit log, with everything it tells, before its first byte leaves.
 */
public final class Export {
    private final ResourceStore store;
    private final Access access;
    private final Trail trail;
    private final Joins joins;

    /** Exports from a store. */
    public Export(ResourceStore store, Access access, Trail trail, SearchRules rules) {
        this.store = store;
        this.access = access;
        this.trail = trail;
        this.joins = rules.joins(store, access);
    }

    /** Records that an export was asked for, or given up. */
    public Uni<Void> asked(String what, RequestContext context) {
        Happening asking = new Happening(context, Interaction.OPERATION, List.of(), what);
        return trail.append(List.of(trail.entry(asking, Outcome.ALLOWED, List.of(), List.of(), null)));
    }

    /** Once all that was changed before this call can be found. */
    public Uni<Void> settled() {
        return store.settled();
    }

    /** The first rows of a search by their change; none where the type is not the caller's to see at all. */
    public Uni<Optional<Stretch>> stretch(SearchRequest search, int rows, RequestContext context) {
        return planned(search, context, (flat, predicate) -> store.stretch(flat, predicate, rows));
    }

    /** How many rows a search would find for this caller. */
    public Uni<Optional<Long>> count(SearchRequest search, RequestContext context) {
        return planned(
                search,
                context,
                (flat, predicate) -> store.search(flat, predicate).map(page -> Optional.ofNullable(page.total())));
    }

    private <T> Uni<Optional<T>> planned(
            SearchRequest search,
            RequestContext context,
            BiFunction<SearchRequest, AccessPredicate, Uni<Optional<T>>> work) {
        try {
            AccessPredicate predicate = access.reading(context, search.type(), Permission.SEARCH);
            return joins.resolved(search, context, new HashSet<>()).chain(flat -> work.apply(flat, predicate));
        } catch (FailureException refused) {
            if (refused.failure() instanceof Failure.Forbidden) {
                return Uni.createFrom().item(Optional.empty());
            }
            throw refused;
        }
    }

    /** Whether a search for deletions would find any; said to nobody but the planner of an export. */
    public Uni<Boolean> anyDeleted(DeletionQuery query, RequestContext context) {
        AccessPredicate predicate = access.seen(context, query.type());
        return store.deletions(query, predicate).map(found -> !found.isEmpty());
    }

    /**
     * A page of a file.
     *
     * @param file its address, for the audit entry
     */
    public Uni<SearchPage> page(String file, SearchRequest search, RequestContext context) {
        Happening reading = new Happening(context, Interaction.OPERATION, List.of(), file);
        return trail.settle(reading, () -> {
            AccessPredicate predicate = access.reading(context, search.type(), Permission.SEARCH);
            Set<String> policies = new LinkedHashSet<>(Access.policies(predicate));
            Uni<SearchPage> found =
                    joins.resolved(search, context, policies).chain(flat -> store.search(flat, predicate));
            return found.chain(page -> {
                Withheld withheld = new Withheld();
                withheld.add(search.type().store(), predicate, page.named());
                return withheld.from(store, List.of(page))
                        .map(none -> new Conclusion.Answered<>(
                                page, Disclosed.by(List.of(page), none, reading, List.copyOf(policies), trail)));
            });
        });
    }

    /** A page of deletions. */
    public Uni<List<Deletion>> deletions(String file, DeletionQuery query, RequestContext context) {
        Happening reading = new Happening(context, Interaction.OPERATION, List.of(), file);
        return trail.settle(reading, () -> {
            AccessPredicate predicate = access.reading(context, query.type(), Permission.SEARCH);
            return store.deletions(query, predicate).map(found -> {
                Set<UUID> patients = new LinkedHashSet<>();
                List<Entity> entities = new ArrayList<>();
                for (Deletion deletion : found) {
                    UUID patient = deletion.patient();
                    if (patient != null) {
                        patients.add(patient);
                    }
                    entities.add(Entity.resource(
                            deletion.key().type().name(), deletion.key().id().value(), 0));
                }
                return new Conclusion.Answered<>(
                        found,
                        trail.entry(
                                reading.with(entities),
                                Outcome.ALLOWED,
                                List.copyOf(patients),
                                Access.policies(predicate),
                                null));
            });
        });
    }
}
