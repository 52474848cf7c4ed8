package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.Stretch;
import org.hulian.security.consent.AccessPredicate;

/** Goes along a search by the time of change. Served by resource_by_updated, or by what drives the search. */
final class StretchReader {
    private StretchReader() {}

    static Uni<Optional<Stretch>> read(Side side, SearchRequest request, AccessPredicate access, int rows) {
        return SearchRunner.execute(side, false, side.planner().stretch(request, access, rows))
                .map(found -> stretch(found.iterator().next(), rows));
    }

    private static Optional<Stretch> stretch(Row row, int asked) {
        long rows = row.getLong("rows");
        return rows == 0
                ? Optional.empty()
                : Optional.of(new Stretch(row.getOffsetDateTime("last").toInstant(), rows, rows < asked));
    }
}
