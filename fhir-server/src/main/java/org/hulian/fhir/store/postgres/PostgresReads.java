package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
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
import org.hulian.fhir.store.EverythingRequest;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.security.consent.AccessPredicate;

/** Reads from both databases, through their pools or as part of a transaction. */
final class PostgresReads implements ResourceReads {
    private final Sides sides;
    private final ResourceReader reader;
    private final HistoryReader histories;
    private final EverythingReader everything;
    private final SearchRunner searches;
    private final NewestRunner newest;
    private final Sifting sifting;

    PostgresReads(Sides sides, BodyOpener opener, Sifting sifting, InstantSource clock) {
        this.sides = sides;
        this.reader = new ResourceReader(opener);
        this.histories = new HistoryReader(opener);
        this.everything = new EverythingReader(opener, EverythingReader.SCANNED);
        this.sifting = sifting;
        this.searches = new SearchRunner(opener, sifting, clock);
        this.newest = new NewestRunner(opener);
    }

    @Override
    public Uni<Found> read(ResourceKey key, AccessPredicate access) {
        return reader.read(sides.of(key.type()), key, access);
    }

    @Override
    public Uni<Found> readVersion(ResourceKey key, Version version, AccessPredicate access) {
        return reader.version(sides.of(key.type()), key, version, access);
    }

    @Override
    public Uni<List<HistoryEntry>> history(HistoryRequest request, Function<ResourceType, AccessPredicate> access) {
        return histories.history(sides, request, access);
    }

    @Override
    public Uni<SearchPage> search(SearchRequest request, AccessPredicate access) {
        return searches.search(sides.of(request.type()), request, access);
    }

    @Override
    public Uni<List<SearchPage>> newest(NewestRequest request, AccessPredicate access) {
        return newest.pages(sides.of(request.type()), request, access);
    }

    @Override
    public Uni<Snapshot> snapshot() {
        return searches.snapshot(sides.registry(), sides.clinical());
    }

    @Override
    public Uni<List<UUID>> keys(SearchRequest request, AccessPredicate access, boolean persons) {
        return searches.keys(sides.of(request.type()), request, access, persons);
    }

    @Override
    public Uni<Explained> explain(String step, SearchRequest request, AccessPredicate access, boolean keys) {
        return SearchExplainer.explain(sides.of(request.type()), step, request, access, keys, sifting.most());
    }

    @Override
    public Uni<Boolean> withheld(Store where, List<UUID> patients, AccessPredicate access) {
        return Withheld.from(where == Store.REGISTRY ? sides.registry() : sides.clinical(), patients, access);
    }

    @Override
    public Uni<EverythingRequest.Page> everything(
            EverythingRequest request, Function<ResourceType, AccessPredicate> access) {
        return everything.page(sides, request, access);
    }
}
