package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.hulian.security.scope.Permission;

/**
 * Reads and searches that follow from one another, for one answer: each within the caller's access, all under one audit
 * entry that names what was read, and one more for each resource that was asked for by its id and withheld.
 */
public final class Traverse {
    private final ResourceReads store;
    private final Access access;
    private final Trail trail;
    private final Joins joins;
    private final PageLife pages;
    private final SecurityContexts contexts;

    /** Reads from the store what the access rules let through. */
    public Traverse(ResourceReads store, Access access, Trail trail, SearchRules rules) {
        this.store = store;
        this.access = access;
        this.trail = trail;
        this.joins = rules.joins(store, access);
        this.pages = rules.pages();
        this.contexts = new SecurityContexts(store, access);
    }

    /**
     * What the work makes of all it reads.
     *
     * @param operation with what was asked, for the audit entry
     * @param work      fails with a failure that is audited and told
     */
    public <T> Uni<T> by(String operation, Function<Walk, Uni<T>> work, RequestContext context) {
        Happening happening = new Happening(context, Interaction.OPERATION, List.of(), operation);
        return trail.settle(happening, () -> {
            Walk walk = new Walk(happening);
            return work.apply(walk)
                    .chain(answer -> walk.withheld
                            .from(store, walk.told)
                            .<Conclusion<T>>map(none -> new Conclusion.Answered<>(
                                    answer,
                                    Disclosed.by(List.copyOf(walk.told), none, happening, walk.policies(), trail))))
                    .onItemOrFailure()
                    .call(() -> walk.refused.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : trail.append(List.copyOf(walk.refused)));
        });
    }

    /** Reads for one answer. */
    public final class Walk {
        private final Happening happening;
        private final List<SearchPage> told = new CopyOnWriteArrayList<>();
        private final List<AuditEntry> refused = new CopyOnWriteArrayList<>();
        private final Set<String> policies = ConcurrentHashMap.newKeySet();
        private final Withheld withheld = new Withheld();

        private Walk(Happening happening) {
            this.happening = happening;
        }

        private List<String> policies() {
            return policies.stream().sorted().toList();
        }

        /** A resource asked for by its id. */
        public Uni<Found> named(ResourceKey key) {
            AccessPredicate predicate = access.reading(happening.context(), key.type(), Permission.READ);
            policies.addAll(Access.policies(predicate));
            return store.read(key, predicate)
                    .chain(found -> found instanceof Found.Hidden && SecurityContexts.mayHave(key)
                            ? contexts.opened(key, found, happening.context())
                            : Uni.createFrom().item(found))
                    .invoke(found -> record(key, found));
        }

        private void record(ResourceKey key, Found found) {
            switch (found) {
                case Found.Visible(StoredResource resource) ->
                    told.add(new SearchPage(List.of(resource), null, null, List.of()));
                case Found.Hidden(UUID patient) ->
                    refused.add(unseen(key, Outcome.DENIED, Read.patients(patient), "no-grant"));
                case Found.Deleted deleted ->
                    refused.add(unseen(key, Outcome.NOT_FOUND, Read.patients(deleted.patient()), "deleted"));
                case Found.Absent absent -> refused.add(unseen(key, Outcome.NOT_FOUND, List.of(), "not-found"));
            }
        }

        private AuditEntry unseen(ResourceKey key, Outcome outcome, List<UUID> patients, String reason) {
            Entity entity = Entity.resource(key.type().name(), key.id().value(), 0);
            return trail.entry(happening.with(List.of(entity)), outcome, patients, List.of(), reason);
        }

        /** Those of one type that something refers to and the caller may read. */
        public Uni<List<StoredResource>> referred(ResourceType type, Collection<ResourceKey> keys) {
            AccessPredicate predicate = access.seen(happening.context(), type);
            if (predicate.reach() == Reach.NONE) {
                return Uni.createFrom().item(List.of());
            }
            policies.addAll(Access.policies(predicate));
            List<UUID> rows = keys.stream().map(ResourceKeys::of).toList();
            SearchRequest request =
                    SearchRequest.step(type, List.of(new Term.RowTerm(SearchParameters.ID, rows)), rows.size());
            return store.search(request, predicate).invoke(told::add).map(SearchPage::matches);
        }

        /** A page of matches; a failure to parse the search is told as that of every other. */
        public Uni<SearchPage> search(Supplier<SearchRequest> parsed) {
            SearchRequest request = Search.parsed(() -> List.of(parsed.get())).getFirst();
            SearchRequest checked = pages.checked(request);
            AccessPredicate predicate = access.reading(happening.context(), request.type(), Permission.SEARCH);
            policies.addAll(Access.policies(predicate));
            return joins.resolved(checked, happening.context(), policies)
                    .chain(flat -> store.search(flat, predicate))
                    .invoke(page -> {
                        withheld.add(request.type().store(), predicate, page.named());
                        told.add(page);
                    });
        }
    }
}
