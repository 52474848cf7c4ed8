package org.hulian.fhir.graphql;

import ca.uhn.fhir.context.FhirContext;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hulian.fhir.interaction.Traverse;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.StoredResource;

/** Reads what is wanted, counted against the limits. */
final class Lookups {
    /** Statements at a time; more would keep other requests from the pool. */
    private static final int AT_ONCE = 4;

    private final Traverse.Walk walk;
    private final SearchParser parser;
    private final SearchNames names;
    private final Cursors cursors;
    private final GraphLimits limits;
    private final FhirContext fhir;
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger resources = new AtomicInteger();

    Lookups(
            Traverse.Walk walk,
            SearchParser parser,
            SearchNames names,
            Cursors cursors,
            GraphLimits limits,
            FhirContext fhir) {
        this.walk = walk;
        this.parser = parser;
        this.names = names;
        this.cursors = cursors;
        this.limits = limits;
        this.fhir = fhir;
    }

    /** Reads everything that is wanted into what is known. */
    Uni<Void> load(Set<Want> wanted, Map<Want, Loaded> known) {
        List<Uni<Void>> asked = new ArrayList<>();
        Map<ResourceType, Set<ResourceKey>> referred = new LinkedHashMap<>();
        for (Want want : wanted) {
            switch (want) {
                case Want.Named named ->
                    asked.add(Uni.createFrom()
                            .deferred(() -> walk.named(named.key()))
                            .invoke(found -> known.put(named, one(found)))
                            .replaceWithVoid());
                case Want.Referred(ResourceKey key) ->
                    referred.computeIfAbsent(key.type(), type -> new HashSet<>())
                            .add(key);
                case Want.Matches matches -> asked.add(matches(matches, known));
            }
        }
        referred.forEach((type, keys) -> asked.add(referred(type, keys, known)));
        int all = lookups.addAndGet(asked.size());
        if (all > limits.lookups()) {
            throw GraphRefusals.costly("searches", limits.lookups(), all);
        }
        return Uni.join().all(asked).usingConcurrencyOf(AT_ONCE).andFailFast().replaceWithVoid();
    }

    private Uni<Void> matches(Want.Matches wanted, Map<Want, Loaded> known) {
        Map<String, List<String>> given = new LinkedHashMap<>(wanted.arguments());
        List<String> cursor = given.remove("_cursor");
        String search = wanted.type() + "?" + given;
        return Uni.createFrom()
                .deferred(() -> walk.search(() -> {
                    Map<String, List<String>> named = names.of(wanted.type(), given);
                    if (wanted.total()) {
                        named.put("_total", List.of("accurate"));
                    }
                    SearchRequest parsed = parser.parse(wanted.type(), named, false);
                    return cursor == null ? parsed : parsed.startingAt(cursors.start(search, cursor.getFirst()));
                }))
                .invoke(page -> known.put(wanted, page(page, search)))
                .replaceWithVoid();
    }

    private Loaded.Page page(SearchPage page, String search) {
        count(page.matches().size());
        PageStart next = page.next();
        return new Loaded.Page(
                page.matches().stream().map(each -> Node.of(each.body(), fhir)).toList(),
                page.total(),
                next == null ? null : cursors.of(search, next));
    }

    private Loaded one(Found found) {
        return switch (found) {
            case Found.Visible(StoredResource resource) -> {
                count(1);
                yield new Loaded.One(Node.of(resource.body(), fhir));
            }
            case Found.Deleted deleted -> new Loaded.None("deleted");
            case Found.Hidden hidden -> new Loaded.None("not-found");
            case Found.Absent absent -> new Loaded.None("not-found");
        };
    }

    private Uni<Void> referred(ResourceType type, Set<ResourceKey> keys, Map<Want, Loaded> known) {
        count(keys.size());
        return Uni.createFrom()
                .deferred(() -> walk.referred(type, keys))
                .invoke(found -> {
                    keys.forEach(key -> known.put(new Want.Referred(key), new Loaded.None("not-found")));
                    found.forEach(each ->
                            known.put(new Want.Referred(each.key()), new Loaded.One(Node.of(each.body(), fhir))));
                })
                .replaceWithVoid();
    }

    private void count(int more) {
        int all = resources.addAndGet(more);
        if (all > limits.resources()) {
            throw GraphRefusals.costly("resources", limits.resources(), all);
        }
    }
}
