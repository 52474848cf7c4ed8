package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.sql.SearchPlan;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/** Runs a plan and makes the page. */
final class SearchRunner {
    private final BodyOpener opener;

    SearchRunner(BodyOpener opener) {
        this.opener = opener;
    }

    /** Rows of the page, and where the next one begins. */
    private record Matches(List<BodyRow> rows, @Nullable PageStart next) {}

    Uni<SearchPage> search(Side side, SearchRequest request, AccessPredicate access) {
        SearchPlan plan = side.planner().plan(request, access);
        List<UUID> named = request.patients().stream().map(ResourceKeys::of).toList();
        return Uni.combine()
                .all()
                .unis(matches(side, request, plan), total(side, plan))
                .asTuple()
                .chain(found -> {
                    Matches matches = found.getItem1();
                    Long total = found.getItem2().orElse(null);
                    boolean nothing = matches.rows().isEmpty() && (total == null || total == 0);
                    return Uni.combine()
                            .all()
                            .unis(
                                    opener.resources(side, matches.rows()),
                                    nothing
                                            ? Withheld.from(side, named, access)
                                            : Uni.createFrom().item(false))
                            .with((List<StoredResource> resources, Boolean withheld) ->
                                    new SearchPage(resources, total, matches.next(), named, withheld));
                });
    }

    private static Uni<Matches> matches(Side side, SearchRequest request, SearchPlan plan) {
        SearchPlan.Statement page = plan.page();
        if (page == null) {
            return Uni.createFrom().item(new Matches(List.of(), null));
        }
        return execute(side, plan, page).map(rows -> {
            List<BodyRow> found = new ArrayList<>();
            PageStart next = null;
            Row last = null;
            for (Row row : rows) {
                if (found.size() == request.count()) {
                    next = after(last, plan);
                    break;
                }
                found.add(BodyRow.of(row));
                last = row;
            }
            return new Matches(found, next);
        });
    }

    private static @Nullable PageStart after(@Nullable Row last, SearchPlan plan) {
        if (last == null) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        plan.order().forEach(column -> values.add(last.getValue(column)));
        return SearchPlan.after(values);
    }

    private static Uni<Optional<Long>> total(Side side, SearchPlan plan) {
        SearchPlan.Statement total = plan.total();
        return total == null
                ? Uni.createFrom().item(Optional.empty())
                : execute(side, plan, total)
                        .map(rows -> Optional.of(rows.iterator().next().getLong(0)));
    }

    private static Uni<RowSet<Row>> execute(Side side, SearchPlan plan, SearchPlan.Statement statement) {
        SqlClient client = plan.fixed() ? side.direct() : side.planned();
        return client.preparedQuery(statement.sql()).execute(Tuple.from(statement.binds()));
    }
}
