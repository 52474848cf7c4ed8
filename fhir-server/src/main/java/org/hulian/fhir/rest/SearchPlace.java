package org.hulian.fhir.rest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.Compartments;
import org.hulian.fhir.search.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Where a search looks: in one type, in a compartment, or in several types.
 *
 * @param path        below the base, as in {@code Observation}, {@code Patient/1/Observation}, {@code Patient/1/*}; empty
 *     for the whole server
 * @param type        the one type that is searched, or null
 * @param compartment the resource in whose compartment to look, or null
 * @see <a href="https://hl7.org/fhir/R4/http.html#search">search</a>
 * @see <a href="https://hl7.org/fhir/R4/http.html#vsearch">search in a compartment</a>
 */
record SearchPlace(
        String path, @Nullable ResourceType type, @Nullable ResourceKey compartment) {
    /** Said in {@code _type}; not searched by. */
    static final String TYPES = "_type";

    static SearchPlace of(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 3) {
            return new SearchPlace(path, path.isEmpty() ? null : Exchange.type(path), null);
        }
        ResourceKey compartment = Exchange.key(parts[0], parts[1]);
        if (Compartments.r4().types(compartment.type()).isEmpty()) {
            throw new FailureException(new Failure.NotSupported(
                    "The compartment of " + compartment.type().name(),
                    Compartments.r4().all(),
                    404));
        }
        return new SearchPlace(path, parts[2].equals("*") ? null : Exchange.type(parts[2]), compartment);
    }

    /** The types to search, those of {@code _type} where several are possible. */
    List<ResourceType> types(Parameters given) {
        if (type != null) {
            return List.of(type);
        }
        String named = given.first(TYPES);
        return named == null ? possible() : named(named);
    }

    /** Whether the log may be searched beside others: it has its own parameters. */
    private static boolean isData(ResourceType type) {
        return type.store() != Store.AUDIT;
    }

    private List<ResourceType> possible() {
        return (compartment == null
                        ? ResourceTypes.r4().all()
                        : Compartments.r4().types(compartment.type()))
                .stream().filter(SearchPlace::isData).toList();
    }

    private static List<ResourceType> named(String names) {
        List<ResourceType> types = new ArrayList<>();
        for (String name : new LinkedHashSet<>(List.of(names.split(",", -1)))) {
            ResourceType found = ResourceTypes.r4()
                    .find(name)
                    .filter(SearchPlace::isData)
                    .orElseThrow(() ->
                            new FailureException(new Failure.NotSupported("_type=" + Shown.of(name), List.of(), 400)));
            types.add(found);
        }
        return types;
    }
}
