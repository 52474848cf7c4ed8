package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
import org.hulian.fhir.search.SortKey;
import org.hulian.fhir.search.sql.SearchPlan;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/**
 * A search over several types: one search each, within what the caller may see of the type and in one state of the
 * data, merged by what all types have, {@code _lastUpdated} and {@code _id}. Types the caller may not search add nothing.
 */
final class SeveralTypes {
    /** Searches at a time; more would keep other requests from the pool. */
    private static final int AT_ONCE = 4;

    private static final List<SortKey> NEWEST = List.of(new SortKey(SearchParameters.LAST_UPDATED, true));

    private final ResourceReads store;
    private final Access access;
    private final Joins joins;

    SeveralTypes(ResourceReads store, Access access, Joins joins) {
        this.store = store;
        this.access = access;
        this.joins = joins;
    }

    Uni<SearchPage> page(
            List<SearchRequest> requests, RequestContext context, Set<String> policies, Withheld withheld) {
        SearchRequest first = requests.getFirst();
        List<SortKey> sort = sort(first);
        Snapshot begun = first.asOf();
        Uni<Snapshot> asOf = begun == null ? store.snapshot() : Uni.createFrom().item(begun);
        return asOf.chain(snapshot -> {
            List<Uni<SearchPage>> pages = new ArrayList<>();
            for (SearchRequest request : requests) {
                AccessPredicate predicate = access.searching(context, request.type());
                if (predicate.reach() != Reach.NONE) {
                    policies.addAll(Access.policies(predicate));
                    SearchRequest ordered = request.sortedBy(sort).asOf(snapshot);
                    pages.add(Uni.createFrom()
                            .deferred(() -> joins.resolved(ordered, context, policies)
                                    .chain(flat -> store.search(flat, predicate))
                                    .invoke(page -> withheld.add(request.type().store(), predicate, page.named()))));
                }
            }
            if (pages.isEmpty()) {
                access.reading(context, first.type(), Permission.SEARCH);
            }
            return Uni.join()
                    .all(pages)
                    .usingConcurrencyOf(AT_ONCE)
                    .andFailFast()
                    .map(found -> merged(found, sort, first.count(), snapshot));
        });
    }

    private static List<SortKey> sort(SearchRequest request) {
        for (SortKey key : request.sort()) {
            String name = key.parameter().name();
            if (!name.equals(SearchParameters.ID.name()) && !name.equals(SearchParameters.LAST_UPDATED.name())) {
                throw new FailureException(new Failure.NotSupported(
                        "_sort by " + name + " over several types", List.of("_lastUpdated", "_id"), 400));
            }
        }
        return request.sort().isEmpty() ? NEWEST : request.sort();
    }

    private static SearchPage merged(List<SearchPage> pages, List<SortKey> sort, int count, Snapshot asOf) {
        List<StoredResource> all = new ArrayList<>();
        Set<UUID> named = new LinkedHashSet<>();
        Long total = null;
        boolean more = false;
        for (SearchPage page : pages) {
            all.addAll(page.matches());
            named.addAll(page.named());
            more |= page.next() != null;
            Long counted = page.total();
            if (counted != null) {
                total = counted + (total == null ? 0 : total);
            }
        }
        all.sort(order(sort));
        List<StoredResource> shown = all.size() > count ? List.copyOf(all.subList(0, count)) : List.copyOf(all);
        boolean goesOn = (more || all.size() > count) && !shown.isEmpty();
        PageStart next = goesOn ? after(shown.getLast(), sort, asOf) : null;
        return new SearchPage(shown, total, next, List.copyOf(named));
    }

    /** As the statements order, the type last: two types may share a key. */
    private static Comparator<StoredResource> order(List<SortKey> sort) {
        Comparator<StoredResource> order = by(sort.getFirst());
        for (SortKey key : sort) {
            order = order.thenComparing(by(key));
        }
        Comparator<StoredResource> keys =
                by(new SortKey(SearchParameters.ID, sort.getLast().descending()));
        return order.thenComparing(keys).thenComparing(each -> each.key().type().number());
    }

    private static Comparator<StoredResource> by(SortKey key) {
        Comparator<StoredResource> ascending = key.parameter().name().equals(SearchParameters.ID.name())
                ? Comparator.comparing(SeveralTypes::key, SeveralTypes::compare)
                : Comparator.comparing(StoredResource::updated);
        return key.descending() ? ascending.reversed() : ascending;
    }

    private static UUID key(StoredResource resource) {
        return ResourceKeys.of(resource.key());
    }

    /** PostgreSQL compares bytes; Java's own comparison is of signed numbers. */
    private static int compare(UUID first, UUID second) {
        int high = Long.compareUnsigned(first.getMostSignificantBits(), second.getMostSignificantBits());
        return high == 0
                ? Long.compareUnsigned(first.getLeastSignificantBits(), second.getLeastSignificantBits())
                : high;
    }

    private static @Nullable PageStart after(StoredResource last, List<SortKey> sort, Snapshot asOf) {
        List<Object> values = new ArrayList<>();
        for (SortKey key : sort) {
            values.add(
                    key.parameter().name().equals(SearchParameters.ID.name())
                            ? key(last)
                            : last.updated().atOffset(ZoneOffset.UTC));
        }
        if (!sort.getLast().parameter().name().equals(SearchParameters.ID.name())) {
            values.add(key(last));
        }
        return SearchPlan.after(values, last.key().type().number(), asOf);
    }
}
