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

/**
 * Reads that are answered elsewhere, all of them: for stores that add something to writes alone. Who answers some reads
 * differently implements {@link ResourceReads} itself, so that a new read is thought about there.
 */
public interface ForwardedReads extends ResourceReads {
    /** Who answers. */
    ResourceReads reads();

    @Override
    default Uni<Found> read(ResourceKey key, AccessPredicate access) {
        return reads().read(key, access);
    }

    @Override
    default Uni<Found> readVersion(ResourceKey key, Version version, AccessPredicate access) {
        return reads().readVersion(key, version, access);
    }

    @Override
    default Uni<List<HistoryEntry>> history(HistoryRequest request, Function<ResourceType, AccessPredicate> access) {
        return reads().history(request, access);
    }

    @Override
    default Uni<EverythingRequest.Page> everything(
            EverythingRequest request, Function<ResourceType, AccessPredicate> access) {
        return reads().everything(request, access);
    }

    @Override
    default Uni<SearchPage> search(SearchRequest request, AccessPredicate access) {
        return reads().search(request, access);
    }

    @Override
    default Uni<List<SearchPage>> newest(NewestRequest request, AccessPredicate access) {
        return reads().newest(request, access);
    }

    @Override
    default Uni<Snapshot> snapshot() {
        return reads().snapshot();
    }

    @Override
    default Uni<List<UUID>> keys(SearchRequest request, AccessPredicate access, boolean persons) {
        return reads().keys(request, access, persons);
    }

    @Override
    default Uni<Explained> explain(String step, SearchRequest request, AccessPredicate access, boolean keys) {
        return reads().explain(step, request, access, keys);
    }

    @Override
    default Uni<Boolean> withheld(Store where, List<UUID> patients, AccessPredicate access) {
        return reads().withheld(where, patients, access);
    }
}
