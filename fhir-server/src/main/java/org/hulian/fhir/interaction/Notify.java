package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/** What subscriptions ask of the store, each question within the access of its subscriber. */
public final class Notify {
    private static final ResourceType SUBSCRIPTION = ResourceTypes.r4().get("Subscription");
    private static final RequestContext HUB = new RequestContext(Access.hub(), "subscriptions", "en");

    private final ResourceStore store;
    private final SearchParser parser;
    private final Access access;
    private final Trail trail;
    private final Update update;

    /** Asks a store. */
    public Notify(ResourceStore store, SearchParser parser, Access access, Trail trail, Update update) {
        this.store = store;
        this.parser = parser;
        this.access = access;
        this.trail = trail;
        this.update = update;
    }

    /** Subscriptions that want something of the hub; for the hub itself, so no entry is left. */
    public Uni<List<StoredResource>> subscriptions() {
        SearchRequest search = parser.parse(
                SUBSCRIPTION, Map.of("status", List.of("requested,active"), "_count", List.of("1000")), false);
        return store.search(search, access.reading(HUB, SUBSCRIPTION, Permission.SEARCH))
                .map(SearchPage::matches);
    }

    /** Refuses a subscriber who could not search the type, or only part of it by a granular scope. */
    public void permitted(ResourceType type, RequestContext context) {
        AccessPredicate predicate = access.reading(context, type, Permission.SEARCH);
        boolean software = context.caller().roles().contains("system")
                && context.caller().institution() != 0
                && predicate.compartment() == null
                && predicate.categoryTokens().isEmpty();
        if (!software) {
            throw new FailureException(new Failure.Forbidden("subscriber"));
        }
    }

    /** Which resources a subscriber may see that match; nothing of it is told before {@link #told}. */
    public Uni<List<StoredResource>> matching(SearchRequest search, RequestContext subscriber) {
        try {
            return store.search(search, access.reading(subscriber, search.type(), Permission.SEARCH))
                    .map(SearchPage::matches);
        } catch (FailureException refused) {
            return Uni.createFrom().item(List.of());
        }
    }

    /**
     * What a notification tells, with its audit entry.
     *
     * @param what     the notification
     * @param searches none where it tells of no resource
     */
    public Uni<List<StoredResource>> told(String what, List<SearchRequest> searches, RequestContext subscriber) {
        Happening telling = new Happening(subscriber, Interaction.OPERATION, List.of(), what);
        return trail.settle(telling, () -> {
            List<Uni<SearchPage>> pages = new ArrayList<>();
            Set<String> policies = new LinkedHashSet<>();
            for (SearchRequest search : searches) {
                AccessPredicate predicate = access.reading(subscriber, search.type(), Permission.SEARCH);
                policies.addAll(Access.policies(predicate));
                pages.add(store.search(search, predicate));
            }
            Uni<List<SearchPage>> all = pages.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : Uni.join().all(pages).andFailFast();
            return all.map(found -> new Conclusion.Answered<>(
                    found.stream().flatMap(page -> page.matches().stream()).toList(),
                    Disclosed.by(found, false, telling, List.copyOf(policies), trail)));
        });
    }

    /** The Subscription with another status. */
    public Uni<Void> change(ResourceKey subscription, byte[] json) {
        return update.by(subscription, json, null, HUB).replaceWithVoid();
    }
}
