package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.NewestRequest;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/**
 * The newest results for all lines of an order and what they point at: everything within the caller's access, all under
 * one audit entry that names what was found.
 */
public final class Gather {
    /** Statements at a time; more would keep other requests from the pool. */
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
     * What was found.
     *
     * @param newest for each request a page for each of its lines
     * @param beside a page for each search that followed
     */
    public record Gathered(List<List<SearchPage>> newest, List<SearchPage> beside) {
        private List<SearchPage> pages() {
            return Stream.concat(newest.stream().flatMap(List::stream), beside.stream())
                    .toList();
        }
    }

    /**
     * Asks for the newest, then for what follows from it.
     *
     * @param operation what it is for, for the audit entry
     * @param beside    the searches for what the newest point at
     */
    public Uni<Gathered> by(
            String operation,
            List<NewestRequest> newest,
            Function<List<List<SearchPage>>, List<SearchRequest>> beside,
            RequestContext context) {
        Happening gathering = new Happening(context, Interaction.OPERATION, List.of(), operation);
        return trail.settle(gathering, () -> {
            Set<String> policies = new LinkedHashSet<>();
            Withheld withheld = new Withheld();
            List<Uni<List<SearchPage>>> first = new ArrayList<>(newest.size());
            for (NewestRequest request : newest) {
                AccessPredicate predicate = reading(request.type(), policies, context);
                withheld.add(request.type().store(), predicate, List.of(ResourceKeys.of(request.patient())));
                first.add(Uni.createFrom().deferred(() -> store.newest(request, predicate)));
            }
            return all(first)
                    .chain(found -> all(beside.apply(found).stream()
                                    .flatMap(search -> permitted(search, policies, context).stream())
                                    .toList())
                            .map(others -> new Gathered(found, others)))
                    .chain(found -> withheld.from(store, found.pages())
                            .map(none -> new Conclusion.Answered<>(
                                    found,
                                    Disclosed.by(found.pages(), none, gathering, List.copyOf(policies), trail))));
        });
    }

    /** What a caller may not ask for at all is not there for them. */
    private Optional<Uni<SearchPage>> permitted(SearchRequest search, Set<String> policies, RequestContext context) {
        try {
            AccessPredicate predicate = reading(search.type(), policies, context);
            return Optional.of(Uni.createFrom().deferred(() -> store.search(search, predicate)));
        } catch (FailureException refused) {
            return Optional.empty();
        }
    }

    private AccessPredicate reading(ResourceType type, Set<String> policies, RequestContext context) {
        AccessPredicate predicate = access.reading(context, type, Permission.SEARCH);
        policies.addAll(Access.policies(predicate));
        return predicate;
    }

    private static <T> Uni<List<T>> all(List<Uni<T>> asked) {
        return asked.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(asked).usingConcurrencyOf(AT_ONCE).andFailFast();
    }
}
