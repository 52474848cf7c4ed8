package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/** The search interaction on one type or several, <a href="https://hl7.org/fhir/R4/http.html#search">search</a>. */
public final class Search {
    private final ResourceReads store;
    private final Access access;
    private final Trail trail;
    private final Joins joins;
    private final Inclusion inclusion;
    private final PageLife pages;
    private final SeveralTypes several;

    /** Searches the store within what the access rules let through. */
    public Search(ResourceReads store, Access access, Trail trail, SearchRules rules) {
        this.store = store;
        this.access = access;
        this.trail = trail;
        this.joins = rules.joins(store, access);
        this.inclusion = new Inclusion(store, access, rules.references(), rules.limits());
        this.pages = rules.pages();
        this.several = new SeveralTypes(store, access, joins);
    }

    /**
     * A page of matches.
     *
     * @param query  the search as it was sent, for the audit entry
     * @param parsed the search, one for each type; a failure to parse it is audited as every other
     */
    public Uni<SearchPage> by(String query, Supplier<List<SearchRequest>> parsed, RequestContext context) {
        Happening searching = new Happening(context, Interaction.SEARCH, List.of(), query);
        return trail.settle(searching, () -> {
            List<SearchRequest> requests = parsed(parsed);
            SearchRequest first = pages.checked(requests.getFirst());
            Set<String> policies = new LinkedHashSet<>();
            Withheld withheld = new Withheld();
            Uni<SearchPage> matches = requests.size() == 1
                    ? one(first, context, policies, withheld)
                    : several.page(requests, context, policies, withheld);
            return matches.chain(page -> inclusion.along(page, first, context, policies))
                    .chain(page -> withheld.from(store, List.of(page))
                            .map(none -> new Conclusion.Answered<>(
                                    page, Disclosed.by(List.of(page), none, searching, List.copyOf(policies), trail))));
        });
    }

    private Uni<SearchPage> one(
            SearchRequest request, RequestContext context, Set<String> policies, Withheld withheld) {
        AccessPredicate predicate = access.reading(context, request.type(), Permission.SEARCH);
        policies.addAll(Access.policies(predicate));
        return joins.resolved(request, context, policies)
                .chain(flat -> store.search(flat, predicate))
                .invoke(page -> withheld.add(request.type().store(), predicate, page.named()));
    }

    /** A value that does not fit its parameter is a bad request, not an unprocessable resource. */
    static List<SearchRequest> parsed(Supplier<List<SearchRequest>> parsed) {
        try {
            return parsed.get();
        } catch (FailureException refused) {
            if (refused.failure() instanceof Failure.Invalid(List<Failure.Issue> issues)) {
                throw new FailureException(new Failure.Malformed("value", issues));
            }
            throw refused;
        }
    }
}
