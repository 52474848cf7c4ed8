package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hulian.fhir.person.PersonIndex;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.Explained;
import org.hulian.fhir.search.NewestRequest;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
import org.hulian.fhir.search.index.IndexExtractor;
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.Deletion;
import org.hulian.fhir.store.DeletionQuery;
import org.hulian.fhir.store.EverythingRequest;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.LateWrites;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.WriteSet;
import org.hulian.security.consent.AccessPredicate;

/** The store over the databases registry and clinical. */
public final class PostgresResourceStore implements ResourceStore {
    private final Sides sides;
    private final PostgresReads reads;
    private final ResourceWriter writer;

    /**
     * A store.
     *
     * @param projections applied in this order
     * @param siftRows    resources a search may look through where no index decides
     * @param ids         time-ordered ids, for transaction names
     */
    public PostgresResourceStore(
            Sides sides,
            ResidentKeyRing keys,
            IndexExtractor extractor,
            PersonIndex persons,
            List<Projection> projections,
            int siftRows,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.sides = sides;
        BodyOpener opener = new BodyOpener(keys);
        Sifting sifting = new Sifting(opener, siftRows, clock);
        this.reads = new PostgresReads(sides, opener, sifting, clock);
        Indexing indexing = new Indexing(extractor, sides.contentSecret());
        this.writer = new ResourceWriter(sides, keys, opener, sifting, indexing, persons, projections, clock, ids);
    }

    @Override
    public Uni<Found> read(ResourceKey key, AccessPredicate access) {
        return reads.read(key, access);
    }

    @Override
    public Uni<Found> readVersion(ResourceKey key, Version version, AccessPredicate access) {
        return reads.readVersion(key, version, access);
    }

    @Override
    public Uni<List<HistoryEntry>> history(HistoryRequest request, Function<ResourceType, AccessPredicate> access) {
        return reads.history(request, access);
    }

    @Override
    public Uni<EverythingRequest.Page> everything(
            EverythingRequest request, Function<ResourceType, AccessPredicate> access) {
        return reads.everything(request, access);
    }

    @Override
    public Uni<SearchPage> search(SearchRequest request, AccessPredicate access) {
        return reads.search(request, access);
    }

    @Override
    public Uni<List<SearchPage>> newest(NewestRequest request, AccessPredicate access) {
        return reads.newest(request, access);
    }

    @Override
    public Uni<List<Deletion>> deletions(DeletionQuery query, AccessPredicate access) {
        return DeletionReader.read(sides.of(query.type()), query, access);
    }

    @Override
    public Uni<Snapshot> snapshot() {
        return reads.snapshot();
    }

    @Override
    public Uni<List<UUID>> keys(SearchRequest request, AccessPredicate access, boolean persons) {
        return reads.keys(request, access, persons);
    }

    @Override
    public Uni<Explained> explain(String step, SearchRequest request, AccessPredicate access, boolean keys) {
        return reads.explain(step, request, access, keys);
    }

    @Override
    public Uni<Boolean> withheld(Store where, List<UUID> patients, AccessPredicate access) {
        return reads.withheld(where, patients, access);
    }

    @Override
    public Uni<Committed> write(WriteSet set) {
        // A caller who goes away must not leave a transaction half way: the work goes on without them.
        return Uni.createFrom()
                .emitter(emitter -> writer.write(set).subscribe().with(emitter::complete, emitter::fail));
    }

    @Override
    public Uni<Committed> write(LateWrites late) {
        return Uni.createFrom()
                .emitter(emitter -> writer.write(late).subscribe().with(emitter::complete, emitter::fail));
    }
}
