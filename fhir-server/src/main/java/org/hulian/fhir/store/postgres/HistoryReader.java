package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.HistoryStart;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;

/** Reads versions from both databases, one statement for all types a caller sees alike. */
final class HistoryReader {
    private final BodyOpener opener;

    HistoryReader(BodyOpener opener) {
        this.opener = opener;
    }

    /** Types that one statement can ask for. */
    private record Group(Store store, AccessPredicate access, int only) {}

    Uni<List<HistoryEntry>> history(
            Sides sides, HistoryRequest request, Function<ResourceType, AccessPredicate> access) {
        Map<Group, List<ResourceType>> groups = new LinkedHashMap<>();
        for (ResourceType type : request.types()) {
            AccessPredicate predicate = access.apply(type);
            // Categories are hashed for each type, so such predicates do not hold for several.
            int only = predicate.categoryTokens().isEmpty() ? -1 : type.number();
            if (predicate.reach() != Reach.NONE) {
                groups.computeIfAbsent(new Group(type.store(), predicate, only), group -> new ArrayList<>())
                        .add(type);
            }
        }
        List<Uni<List<HistoryEntry>>> all = new ArrayList<>();
        groups.forEach((group, types) -> all.add(group(sides.of(types.getFirst()), request.of(types), group.access())));
        return all.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(all).andFailFast().map(found -> merged(found, request.count()));
    }

    private Uni<List<HistoryEntry>> group(Side side, HistoryRequest request, AccessPredicate access) {
        HistorySql sql = new HistorySql(side.access(), request, access);
        return side.planned()
                .preparedQuery(sql.text())
                .execute(Tuple.from(sql.binds()))
                .chain(rows -> opener.entries(side, RowList.of(rows, BodyRow::of)));
    }

    private static List<HistoryEntry> merged(List<List<HistoryEntry>> found, int count) {
        return found.stream()
                .flatMap(List::stream)
                .sorted((a, b) -> HistoryStart.NEWEST_FIRST.compare(HistoryStart.of(a), HistoryStart.of(b)))
                .limit(count)
                .toList();
    }
}
