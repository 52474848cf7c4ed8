package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.person.PersonIndex;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.index.IndexExtractor;
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.Deletion;
import org.hulian.fhir.store.DeletionQuery;
import org.hulian.fhir.store.ForwardedReads;
import org.hulian.fhir.store.LateWrites;
import org.hulian.fhir.store.Projection;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.Stretch;
import org.hulian.fhir.store.WriteSet;
import org.hulian.security.consent.AccessPredicate;

/** The store over the databases registry and clinical. */
public final class PostgresResourceStore implements ResourceStore, ForwardedReads {
    private final Sides sides;
    private final PostgresReads reads;
    private final ResourceWriter writer;
    private final int sifted;

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
        // What was written at once stays together, so a stretch may be longer.
        this.sifted = siftRows / 2;
        this.reads = new PostgresReads(sides, opener, sifting, clock);
        Indexing indexing = new Indexing(extractor, sides.contentSecret());
        this.writer = new ResourceWriter(sides, keys, opener, sifting, indexing, persons, projections, clock, ids);
    }

    @Override
    public ResourceReads reads() {
        return reads;
    }

    @Override
    public Uni<List<Deletion>> deletions(DeletionQuery query, AccessPredicate access) {
        return DeletionReader.read(sides.of(query.type()), query, access);
    }

    @Override
    public Uni<Optional<Stretch>> stretch(SearchRequest request, AccessPredicate access, int rows) {
        return StretchReader.read(
                sides.of(request.type()), request, access, request.isSifted() ? Math.min(rows, sifted) : rows);
    }

    @Override
    public Uni<Void> settled() {
        return writer.ended();
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
