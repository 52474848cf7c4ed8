package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.NewestRequest;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.security.consent.AccessPredicate;

/** What is asked of stored resources; access is part of every question. */
public interface ResourceReads {
    /** The current version. */
    Uni<Found> read(ResourceKey key, AccessPredicate access);

    /** One version; visible when the current row is (or, after deletion, was). */
    Uni<Found> readVersion(ResourceKey key, Version version, AccessPredicate access);

    /** Versions, newest first: of one resource, of types, or of all; empty when hidden or absent. */
    Uni<List<HistoryEntry>> history(HistoryRequest request, Function<ResourceType, AccessPredicate> access);

    /** A page of all that is stored of a person, within what the caller may see of each type. */
    Uni<EverythingRequest.Page> everything(EverythingRequest request, Function<ResourceType, AccessPredicate> access);

    /** A page of matches with the access predicate inside the query. */
    Uni<SearchPage> search(SearchRequest request, AccessPredicate access);

    /** For each line of the request its newest matches, in the order of the lines, within the access predicate. */
    Uni<List<SearchPage>> newest(NewestRequest request, AccessPredicate access);
}
