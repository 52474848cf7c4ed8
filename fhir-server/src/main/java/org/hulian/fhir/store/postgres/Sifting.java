package org.hulian.fhir.store.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
import org.hulian.fhir.search.index.Sifter;
import org.hulian.fhir.search.sql.Candidates;
import org.hulian.fhir.search.sql.Order;
import org.hulian.fhir.search.sql.SearchPlan;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers what no index can: takes everything the indexed conditions leave within the caller's access, up to a limit,
 * decides over the bodies and orders what is kept. A page begins after its place in that order, so that what is written
 * meanwhile moves nothing.
 */
final class Sifting {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Bodies that are sifted where they are; more are left to a worker thread. */
    private static final int FEW = 20;

    private final BodyOpener opener;
    private final int most;
    private final InstantSource clock;

    /** Sifting of at most so many resources. */
    Sifting(BodyOpener opener, int most, InstantSource clock) {
        this.opener = opener;
        this.most = most;
        this.clock = clock;
    }

    int most() {
        return most;
    }

    /** What was kept, in order, and the state of the data it was found in. */
    record Kept(List<Match> matches, Order order, @Nullable Snapshot asOf) {
        /** The page of a request. */
        List<Match> page(SearchRequest request) {
            PageStart start = request.start();
            if (start == null) {
                return matches.stream().limit(request.count()).toList();
            }
            List<Object> place = order.decode(start);
            Comparator<List<Object>> comparator = order.comparator();
            return matches.stream()
                    .filter(match -> {
                        int compared = comparator.compare(match.place(), place);
                        return compared > 0
                                || (compared == 0
                                        && start.type() != 0
                                        && request.type().number() > start.type());
                    })
                    .limit(request.count())
                    .toList();
        }

        /** Where the page after this one begins, or null on the last. */
        @Nullable
        PageStart next(List<Match> page) {
            if (page.isEmpty()
                    || page.getLast().place().equals(matches.getLast().place())
                    || asOf == null) {
                return null;
            }
            Match last = page.getLast();
            return SearchPlan.after(last.place(), last.resource().key().type().number(), asOf);
        }
    }

    /** A match and its place in the order. */
    record Match(StoredResource resource, List<Object> place) {}

    Uni<Kept> kept(Side side, SearchRequest request, AccessPredicate access) {
        Candidates candidates = side.planner().candidates(request, access, most);
        return SearchRunner.execute(side, candidates.fixed(), candidates.statement())
                .chain(rows -> {
                    if (rows.size() > most) {
                        throw new FailureException(new Failure.TooCostly(
                                "resources to look through one by one (add a condition on patient, code or date)",
                                most,
                                rows.size()));
                    }
                    Snapshot asOf = asOf(side, request, rows);
                    return opened(side, rows)
                            .chain(resources -> offLoop(
                                    resources.size(),
                                    () -> sifted(request, candidates.order(), asOf, rows, resources)));
                });
    }

    private @Nullable Snapshot asOf(Side side, SearchRequest request, RowSet<Row> rows) {
        if (request.asOf() != null || rows.size() == 0) {
            return request.asOf();
        }
        return Snapshot.of(side.store(), clock.instant(), rows.iterator().next().getString("snapshot"));
    }

    private Uni<List<StoredResource>> opened(Side side, RowSet<Row> rows) {
        return opener.resources(side, RowList.of(rows, BodyRow::of));
    }

    private static Kept sifted(
            SearchRequest request,
            Order order,
            @Nullable Snapshot asOf,
            RowSet<Row> rows,
            List<StoredResource> resources) {
        Sifter sifter = new Sifter(request);
        List<Match> kept = new ArrayList<>();
        int at = 0;
        for (Row row : rows) {
            StoredResource resource = resources.get(at++);
            JsonNode body = tree(resource.body());
            if (sifter.keeps(body)) {
                kept.add(new Match(resource, place(request, order, row, body, sifter)));
            }
        }
        Comparator<List<Object>> comparator = order.comparator();
        kept.sort((one, other) -> comparator.compare(one.place(), other.place()));
        return new Kept(List.copyOf(kept), order, asOf);
    }

    private static List<Object> place(SearchRequest request, Order order, Row row, JsonNode body, Sifter sifter) {
        List<Object> place = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            boolean sifted = i < request.sort().size() && request.sort().get(i).isSifted();
            place.add(sifted ? sifter.sortText(i, body) : row.getValue("o" + (i + 1)));
        }
        return List.copyOf(place);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parsing thousands of bodies would hold up every other request of the thread. */
    private static <T> Uni<T> offLoop(int bodies, Supplier<T> work) {
        Context context = Vertx.currentContext();
        if (bodies <= FEW || context == null || !Context.isOnEventLoopThread()) {
            return Uni.createFrom().item(work);
        }
        return Uni.createFrom()
                .completionStage(() -> context.executeBlocking(work::get, false).toCompletionStage());
    }
}
