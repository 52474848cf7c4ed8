package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.validate.DefinitionSource;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/**
 * Uploaded definitions for the hub's own use. They are about nobody and everybody may read them, so looking one up
 * leaves no entry in the audit log.
 */
public final class Definitions implements DefinitionSource {
    /** Versions of one definition that are looked at. */
    private static final String VERSIONS = "20";

    private static final List<String> TYPES = List.of("StructureDefinition", "ValueSet", "CodeSystem");

    private final ResourceStore store;
    private final SearchParser parser;
    private final AccessPredicate everything;

    /** Looks into a store. */
    public Definitions(ResourceStore store, SearchParser parser, Access access) {
        this.store = store;
        this.parser = parser;
        this.everything = access.reading(
                new RequestContext(Access.hub(), "definitions", "en"), type(TYPES.getFirst()), Permission.SEARCH);
    }

    /** Whether a change of this type changes what {@link #byUrl} finds. */
    public static boolean concerns(ResourceType type) {
        return TYPES.contains(type.name());
    }

    @Override
    public Uni<List<byte[]>> byUrl(String type, String url) {
        String value = url.replaceAll("([\\\\,$|])", "\\\\$1");
        return search(
                        type,
                        Map.of("url", List.of(value), "_sort", List.of("-_lastUpdated"), "_count", List.of(VERSIONS)))
                .map(page -> page.matches().stream().map(StoredResource::body).toList());
    }

    @Override
    public Uni<String> state() {
        List<Uni<String>> all = new ArrayList<>();
        for (String type : TYPES) {
            Map<String, List<String>> newest =
                    Map.of("_sort", List.of("-_lastUpdated"), "_count", List.of("1"), "_total", List.of("accurate"));
            all.add(search(type, newest)
                    .map(page -> page.total() + " "
                            + page.matches().stream()
                                    .map(resource -> resource.key() + "/" + resource.updated())
                                    .toList()));
        }
        return Uni.join().all(all).andFailFast().map(states -> String.join(" ", states));
    }

    private Uni<SearchPage> search(String type, Map<String, List<String>> parameters) {
        return store.search(parser.parse(type(type), parameters, false), everything);
    }

    private static ResourceType type(String name) {
        return ResourceTypes.r4().get(name);
    }
}
