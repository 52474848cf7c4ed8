package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.search.NewestRequest;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.sql.SearchPlan;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.consent.AccessPredicate;

/** Asks for the newest results of all lines of an order in one statement and deals them out. */
final class NewestRunner {
    private final BodyOpener opener;

    NewestRunner(BodyOpener opener) {
        this.opener = opener;
    }

    Uni<List<SearchPage>> pages(Side side, NewestRequest request, AccessPredicate access) {
        SearchPlan.Statement statement = side.newest().plan(request, access);
        List<UUID> named = List.of(ResourceKeys.of(request.patient()));
        return side.direct()
                .preparedQuery(statement.sql())
                .execute(Tuple.from(statement.binds()))
                .map(rows -> Dealt.of(rows, request.lines().size()))
                .chain(dealt -> opener.resources(side, List.copyOf(dealt.rows()))
                        .map(resources -> dealt.pages(resources, named)));
    }

    /**
     * Rows opened once, however many lines they answer.
     *
     * @param byKey in the order they came
     * @param lines the keys of each line
     */
    private record Dealt(Map<UUID, BodyRow> byKey, List<Set<UUID>> lines) {
        static Dealt of(RowSet<Row> rows, int count) {
            Map<UUID, BodyRow> byKey = new LinkedHashMap<>();
            List<Set<UUID>> lines = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                lines.add(new LinkedHashSet<>());
            }
            for (Row row : rows) {
                BodyRow body = BodyRow.of(row);
                byKey.putIfAbsent(body.key(), body);
                lines.get(row.getLong("line").intValue() - 1).add(body.key());
            }
            return new Dealt(byKey, lines);
        }

        Collection<BodyRow> rows() {
            return byKey.values();
        }

        /** @param resources opened, in the order of {@link #rows} */
        List<SearchPage> pages(List<StoredResource> resources, List<UUID> named) {
            Map<UUID, StoredResource> opened = new LinkedHashMap<>();
            int next = 0;
            for (UUID key : byKey.keySet()) {
                opened.put(key, resources.get(next++));
            }
            return lines.stream()
                    .map(keys -> new SearchPage(
                            keys.stream()
                                    .flatMap(key -> Stream.ofNullable(opened.get(key)))
                                    .toList(),
                            null,
                            null,
                            named))
                    .toList();
        }
    }
}
