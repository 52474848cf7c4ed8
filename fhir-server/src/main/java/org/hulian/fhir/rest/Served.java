package org.hulian.fhir.rest;

import java.util.Comparator;
import java.util.List;
import org.hulian.fhir.audit.AuditSearch;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.SearchParameter;
import org.hulian.fhir.search.SearchParameters;

/** Which search parameters a type is really served by. */
final class Served {
    private Served() {}

    static List<SearchParameter> parameters(ResourceType type, SearchParameters all) {
        return all.of(type).stream()
                .filter(parameter ->
                        type.store() != Store.AUDIT || AuditSearch.offered().contains(parameter.name()))
                .sorted(Comparator.comparing(SearchParameter::name))
                .toList();
    }
}
