package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/** The search interaction on one type, <a href="https://hl7.org/fhir/R4/http.html#search">search</a>. */
public final class Search {
    private final ResourceReads store;
    private final Access access;
    private final Trail trail;

    /** Searches the store within what the access rules let through. */
    public Search(ResourceReads store, Access access, Trail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
    }

    /**
     * A page of matches.
     *
     * @param query  the search as it was sent, for the audit entry
     * @param parsed the search; a failure to parse it is audited as every other
     */
    public Uni<SearchPage> by(String query, Supplier<SearchRequest> parsed, RequestContext context) {
        Happening searching = new Happening(context, Interaction.SEARCH, List.of(), query);
        return trail.settle(searching, () -> {
            SearchRequest request = parsed(parsed);
            AccessPredicate predicate = access.reading(context, request.type(), Permission.SEARCH);
            return store.search(request, predicate)
                    .map(page -> new Conclusion.Answered<>(
                            page, Disclosed.by(List.of(page), searching, Access.policies(predicate), trail)));
        });
    }

    /** A value that does not fit its parameter is a bad request, not an unprocessable resource. */
    private static SearchRequest parsed(Supplier<SearchRequest> parsed) {
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
