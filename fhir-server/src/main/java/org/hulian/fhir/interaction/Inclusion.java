package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.Include;
import org.hulian.fhir.search.JoinLimits;
import org.hulian.fhir.search.ReferenceValue;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.index.References;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;

/**
 * What comes along with a page: each a search of its own within what the caller may see of that type, so that a hidden
 * resource is neither shown nor counted.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#revinclude">search.html#revinclude</a>
 */
final class Inclusion {
    /** Searches at a time; more would keep other requests from the pool. */
    private static final int AT_ONCE = 4;

    private final ResourceReads store;
    private final Access access;
    private final References references;
    private final JoinLimits limits;

    Inclusion(ResourceReads store, Access access, References references, JoinLimits limits) {
        this.store = store;
        this.access = access;
        this.references = references;
        this.limits = limits;
    }

    /** What one page has brought along so far. */
    private static final class Gathered {
        private final RequestContext context;
        private final Set<String> policies;
        private final List<Include> iterating;
        private final Set<ResourceKey> known = new HashSet<>();
        private final List<StoredResource> found = new ArrayList<>();
        private boolean complete = true;

        Gathered(SearchRequest request, RequestContext context, Set<String> policies) {
            this.context = context;
            this.policies = policies;
            this.iterating =
                    request.includes().stream().filter(Include::iterate).toList();
        }

        /** Those not met before, as far as there is room. */
        List<StoredResource> add(List<StoredResource> more, int most) {
            List<StoredResource> fresh = new ArrayList<>();
            for (StoredResource each : more) {
                if (known.contains(each.key())) {
                    continue;
                }
                if (found.size() == most) {
                    complete = false;
                    break;
                }
                known.add(each.key());
                found.add(each);
                fresh.add(each);
            }
            return fresh;
        }
    }

    /**
     * The page with what comes along.
     *
     * @param policies what decided is added, for the audit entry
     */
    Uni<SearchPage> along(SearchPage page, SearchRequest request, RequestContext context, Set<String> policies) {
        if (request.includes().isEmpty() || page.matches().isEmpty()) {
            return Uni.createFrom().item(page);
        }
        Gathered gathered = new Gathered(request, context, policies);
        page.matches().forEach(match -> gathered.known.add(match.key()));
        return round(1, page.matches(), request.includes(), gathered)
                .map(done -> page.with(List.copyOf(gathered.found), gathered.complete));
    }

    private Uni<Void> round(int number, List<StoredResource> from, List<Include> includes, Gathered gathered) {
        List<Uni<SearchPage>> asked = new ArrayList<>();
        for (SearchRequest ask : asks(from, includes, gathered)) {
            AccessPredicate predicate = access.searching(gathered.context, ask.type());
            if (predicate.reach() != Reach.NONE) {
                gathered.policies.addAll(Access.policies(predicate));
                asked.add(Uni.createFrom().deferred(() -> store.search(ask, predicate)));
            }
        }
        if (asked.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join().all(asked).usingConcurrencyOf(AT_ONCE).andFailFast().chain(pages -> {
            List<StoredResource> fresh = new ArrayList<>();
            for (SearchPage page : pages) {
                fresh.addAll(gathered.add(page.matches(), limits.included()));
                gathered.complete &= page.next() == null;
            }
            if (fresh.isEmpty() || gathered.iterating.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            if (number == limits.rounds()) {
                gathered.complete = false;
                return Uni.createFrom().voidItem();
            }
            return round(number + 1, fresh, gathered.iterating, gathered);
        });
    }

    private List<SearchRequest> asks(List<StoredResource> from, List<Include> includes, Gathered gathered) {
        List<SearchRequest> asks = new ArrayList<>();
        int room = limits.included() - gathered.found.size() + 1;
        forward(from, includes, gathered)
                .forEach((type, keys) -> asks.add(SearchRequest.step(
                        type, List.of(new Term.RowTerm(SearchParameters.ID, List.copyOf(keys))), room)));
        for (Include include : includes) {
            ResourceType source = include.source();
            if (include.reverse() && source != null) {
                for (SearchParameter parameter : include.references(source)) {
                    List<ReferenceValue> targets = targets(include, parameter, from);
                    if (!targets.isEmpty()) {
                        asks.add(SearchRequest.step(source, List.of(new Term.ReferenceTerm(parameter, targets)), room));
                    }
                }
            }
        }
        return asks;
    }

    /** Keys referred to, by type, without what is there already. */
    private Map<ResourceType, Set<UUID>> forward(List<StoredResource> from, List<Include> includes, Gathered gathered) {
        Map<ResourceType, Set<UUID>> wanted = new LinkedHashMap<>();
        for (StoredResource holder : from) {
            ResourceType type = holder.key().type();
            for (Include include : includes) {
                if (!include.reverse()) {
                    for (ResourceKey key : references.of(type, include.references(type), holder.body())) {
                        if ((include.target() == null || include.target().equals(key.type()))
                                && key.type().store() != Store.AUDIT
                                && !gathered.known.contains(key)) {
                            wanted.computeIfAbsent(key.type(), each -> new LinkedHashSet<>())
                                    .add(ResourceKeys.of(key));
                        }
                    }
                }
            }
        }
        return wanted;
    }

    private static List<ReferenceValue> targets(Include include, SearchParameter parameter, List<StoredResource> from) {
        return from.stream()
                .map(StoredResource::key)
                .filter(key -> include.leads(parameter, key.type()))
                .<ReferenceValue>map(key -> new ReferenceValue.Row(key.type().name(), ResourceKeys.of(key)))
                .toList();
    }
}
