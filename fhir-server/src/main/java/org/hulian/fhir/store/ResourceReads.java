package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.Explained;
import org.hulian.fhir.search.NewestRequest;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
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

    /** The present state of the data, for searches in several steps that must see the same. */
    Uni<Snapshot> snapshot();

    /**
     * Keys of what a step of a chain finds, at most one more than {@code request.count()}, within the predicate.
     *
     * @param persons the persons the rows are about, not the rows
     */
    Uni<List<UUID>> keys(SearchRequest request, AccessPredicate access, boolean persons);

    /**
     * How a search would be answered.
     *
     * @param step what it is called
     * @param keys whether only keys are wanted, as for a step of a chain
     */
    Uni<Explained> explain(String step, SearchRequest request, AccessPredicate access, boolean keys);

    /**
     * Whether one of these patients shares nothing with the caller: recorded, never answered. Asked only where nothing
     * was found.
     */
    Uni<Boolean> withheld(Store where, List<UUID> patients, AccessPredicate access);
}
