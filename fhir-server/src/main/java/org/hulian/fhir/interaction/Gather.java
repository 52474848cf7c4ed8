package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/**
 * Several searches of one operation, such as the earlier results for all lines of an order: each within the caller's
 * access, all under one audit entry that names everything found.
 */
public final class Gather {
    /** Searches at a time; more would keep other requests from the pool. */
    private static final int AT_ONCE = 4;

    private final ResourceReads store;
    private final Access access;
    private final Trail trail;

    /** Searches the store within what the access rules let through. */
    public Gather(ResourceReads store, Access access, Trail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
    }

    /**
     * The pages, in the order of the searches.
     *
     * @param operation what they are for, for the audit entry
     */
    public Uni<List<SearchPage>> by(String operation, List<SearchRequest> searches, RequestContext context) {
        Happening gathering = new Happening(context, Interaction.OPERATION, List.of(), operation);
        return trail.settle(gathering, () -> {
            List<Uni<SearchPage>> pages = new ArrayList<>(searches.size());
            Set<String> policies = new LinkedHashSet<>();
            for (SearchRequest search : searches) {
                AccessPredicate predicate = access.reading(context, search.type(), Permission.SEARCH);
                policies.addAll(Access.policies(predicate));
                pages.add(Uni.createFrom().deferred(() -> store.search(search, predicate)));
            }
            Uni<List<SearchPage>> all = pages.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : Uni.join().all(pages).usingConcurrencyOf(AT_ONCE).andFailFast();
            return all.map(found ->
                    new Conclusion.Answered<>(found, Disclosed.by(found, gathering, List.copyOf(policies), trail)));
        });
    }
}
