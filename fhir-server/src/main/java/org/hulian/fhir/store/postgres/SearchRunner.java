package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;
import org.hulian.fhir.search.Total;
import org.hulian.fhir.search.sql.SearchPlan;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/** Runs a plan and makes the page. */
final class SearchRunner {
    private final BodyOpener opener;
    private final Sifting sifting;

    private final InstantSource clock;

    SearchRunner(BodyOpener opener, Sifting sifting, InstantSource clock) {
        this.opener = opener;
        this.sifting = sifting;
        this.clock = clock;
    }

    /** Rows of the page, where the next one begins, and the state of the data they were found in. */
    private record Matches(
            List<BodyRow> rows,
            @Nullable PageStart next,
            @Nullable Snapshot asOf) {}

    Uni<SearchPage> search(Side side, SearchRequest request, AccessPredicate access) {
        if (request.isSifted()) {
            return sifted(side, request, access);
        }
        SearchPlan plan = side.planner().plan(request, access);
        List<UUID> named = request.patients().stream().map(ResourceKeys::of).toList();
        return matches(side, request, plan)
                .chain(matches -> Uni.combine()
                        .all()
                        .unis(opener.resources(side, matches.rows()), total(side, request, access, plan, matches))
                        .with((List<StoredResource> resources, Optional<Long> total) ->
                                new SearchPage(resources, total.orElse(null), matches.next(), named)));
    }

    /** What is committed now, in both databases. */
    Uni<Snapshot> snapshot(Side registry, Side clinical) {
        return Uni.combine()
                .all()
                .unis(committed(registry), committed(clinical))
                .with((String who, String what) -> new Snapshot(clock.instant(), who, what));
    }

    private static Uni<String> committed(Side side) {
        return side.direct()
                .preparedQuery("select pg_current_snapshot()::text")
                .execute()
                .map(rows -> rows.iterator().next().getString(0));
    }

    /** Patients are told by their own keys, so that another database can be asked about them. */
    Uni<List<UUID>> keys(Side side, SearchRequest request, AccessPredicate access, boolean persons) {
        if (request.isSifted()) {
            return sifting.kept(side, request, access).map(kept -> keys(kept, persons));
        }
        SearchPlan plan = side.planner().step(request, access, persons);
        return execute(side, plan.fixed(), Objects.requireNonNull(plan.page())).map(rows -> {
            List<UUID> keys = new ArrayList<>(rows.size());
            for (Row row : rows) {
                UUID key = row.getUUID(0);
                keys.add(persons ? side.reveal().apply(key) : key);
            }
            return keys;
        });
    }

    private static List<UUID> keys(Sifting.Kept kept, boolean persons) {
        return kept.matches().stream()
                .map(match -> persons
                        ? match.resource().patient()
                        : ResourceKeys.of(match.resource().key()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Uni<SearchPage> sifted(Side side, SearchRequest request, AccessPredicate access) {
        List<UUID> named = request.patients().stream().map(ResourceKeys::of).toList();
        return sifting.kept(side, request, access).map(kept -> {
            List<Sifting.Match> page = kept.page(request);
            List<StoredResource> resources =
                    page.stream().map(Sifting.Match::resource).toList();
            Long total =
                    request.total() == Total.NONE ? null : (long) kept.matches().size();
            return new SearchPage(resources, total, kept.next(page), named);
        });
    }

    private Uni<Matches> matches(Side side, SearchRequest request, SearchPlan plan) {
        SearchPlan.Statement page = plan.page();
        if (page == null) {
            return Uni.createFrom().item(new Matches(List.of(), null, request.asOf()));
        }
        return execute(side, plan.fixed(), page)
                .chain(rows -> whole(side, request, plan, rows))
                .map(rows -> {
                    List<BodyRow> found = new ArrayList<>();
                    Snapshot asOf = request.asOf();
                    PageStart next = null;
                    Row last = null;
                    for (Row row : rows) {
                        if (asOf == null) {
                            asOf = Snapshot.of(side.store(), clock.instant(), row.getString("snapshot"));
                        }
                        if (found.size() == request.count()) {
                            next = after(last, plan, asOf);
                            break;
                        }
                        found.add(BodyRow.of(row));
                        last = row;
                    }
                    return new Matches(found, next, asOf);
                });
    }

    /** The rows of the page, also where the walk to them ended before it was full. */
    private static Uni<RowSet<Row>> whole(Side side, SearchRequest request, SearchPlan plan, RowSet<Row> walked) {
        SearchPlan.Further further = plan.further();
        if (further == null || walked.size() > request.count()) {
            return Uni.createFrom().item(walked);
        }
        SearchPlan.Owned owned = plan.owned();
        if (owned == null) {
            return beyond(side, further, walked);
        }
        return execute(side, false, owned.page().get())
                .chain(rows -> rows.size() > 0
                        ? Uni.createFrom().item(rows)
                        : execute(side, false, owned.probe().get())
                                .chain(counted -> isMore(counted, owned.most())
                                        ? beyond(side, further, walked)
                                        : Uni.createFrom().item(rows)));
    }

    private static boolean isMore(RowSet<Row> counted, int most) {
        return counted.iterator().next().getLong(0) > most;
    }

    private static Uni<RowSet<Row>> beyond(Side side, SearchPlan.Further further, RowSet<Row> walked) {
        SearchPlan.Attempt attempt = further.after(walked.size());
        SearchPlan.Statement probe = attempt.probe();
        if (probe == null) {
            return execute(side, false, attempt.many().get());
        }
        return execute(side, false, probe).chain(counted -> {
            Supplier<SearchPlan.Statement> page = isMore(counted, attempt.most()) ? attempt.many() : attempt.few();
            return page == null ? Uni.createFrom().item(walked) : execute(side, false, page.get());
        });
    }

    private static @Nullable PageStart after(@Nullable Row last, SearchPlan plan, Snapshot asOf) {
        if (last == null) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        plan.order().forEach(column -> values.add(last.getValue(column)));
        return SearchPlan.after(values, last.getShort("type"), asOf);
    }

    /** Counted in the state of the data the page shows; a first page with everything on it is counted already. */
    private static Uni<Optional<Long>> total(
            Side side, SearchRequest request, AccessPredicate access, SearchPlan plan, Matches matches) {
        if (request.total() == Total.NONE) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (plan.page() != null && request.start() == null && matches.next() == null) {
            return Uni.createFrom().item(Optional.of((long) matches.rows().size()));
        }
        SearchPlan counting = side.planner().plan(request.asOf(matches.asOf()), access);
        // A count alone goes through all there is: worth planning for its values.
        return execute(side, plan.page() != null && counting.fixed(), Objects.requireNonNull(counting.total()))
                .map(rows -> Optional.of(rows.iterator().next().getLong(0)));
    }

    static Uni<RowSet<Row>> execute(Side side, boolean fixed, SearchPlan.Statement statement) {
        SqlClient client = fixed ? side.direct() : side.planned();
        return client.preparedQuery(statement.sql()).execute(Tuple.from(statement.binds()));
    }
}
