package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.StoredResource;
import org.jspecify.annotations.Nullable;

/**
 * The definitions terminology needs, read by the hub for itself. They are records of nobody and leave the hub only
 * through {@link Consult} and the usual reads, so that reading them here leaves no entry.
 */
public final class StoredDefinitions {
    private static final Set<String> TYPES = Set.of("CodeSystem", "ValueSet", "ConceptMap");
    private static final int PAGE = 100;

    private final ResourceStore store;
    private final SearchParser parser;

    /** Out of a store. */
    public StoredDefinitions(ResourceStore store, SearchParser parser) {
        this.store = store;
        this.parser = parser;
    }

    /** Whether a type is a definition of terminology. */
    public static boolean concerns(ResourceType type) {
        return TYPES.contains(type.name());
    }

    /** Those changed from an instant on, or all. */
    public Uni<List<StoredResource>> changedSince(@Nullable Instant since) {
        Uni<List<StoredResource>> all = Uni.createFrom().item(new ArrayList<>());
        for (String name : TYPES) {
            ResourceType type = ResourceTypes.r4().get(name);
            Map<String, List<String>> conditions = new LinkedHashMap<>();
            conditions.put("_count", List.of(Integer.toString(PAGE)));
            if (since != null) {
                conditions.put("_lastUpdated", List.of("ge" + since));
            }
            SearchRequest request = parser.parse(type, conditions, false);
            all = all.chain(found -> pages(request, found));
        }
        return all;
    }

    private Uni<List<StoredResource>> pages(SearchRequest request, List<StoredResource> found) {
        return store.search(request, Access.everything()).chain(page -> {
            found.addAll(page.matches());
            return page.next() == null ? Uni.createFrom().item(found) : pages(request.startingAt(page.next()), found);
        });
    }
}
