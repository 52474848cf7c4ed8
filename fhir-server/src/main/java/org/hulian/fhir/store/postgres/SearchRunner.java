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
import org.hulian.security.consent.Reach;
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
                                            ? withheld(side, named, access)
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

    /**
     * Whether a named patient shares nothing with this caller, served by resource_by_person and grants_by_person. Asked
     * only where nothing was found.
     */
    private static Uni<Boolean> withheld(Side side, List<UUID> named, AccessPredicate access) {
        if (named.isEmpty() || access.reach() == Reach.ALL) {
            return Uni.createFrom().item(false);
        }
        if (access.reach() == Reach.NONE) {
            return Uni.createFrom().item(true);
        }
        String text = """
                select exists (
                    select from unnest($1::uuid[]) p(patient)
                      left join hub.person_member m on m.patient = p.patient
                     where not exists (
                            select from hub.resource_index i
                             where i.person = coalesce(m.person, p.patient) and i.owner = $2)
                       and not exists (
                            select from hub.grants g
                             where g.person = coalesce(m.person, p.patient) and g.grantee = $2
                               and g.purposes & $3 <> 0 and g.valid_from <= now() and now() < g.valid_to))
                """;
        UUID[] names = named.stream().map(side.name()).toArray(UUID[]::new);
        return side.direct()
                .preparedQuery(text)
                .execute(Tuple.of(names, access.institution(), access.purposes()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
