package org.hulian.fhir.store.postgres;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What rows say, in their order. */
public final class RowList {
    private RowList() {}

    /** One for each row. */
    public static <T> List<T> of(RowSet<Row> rows, Function<Row, T> each) {
        return StreamSupport.stream(rows.spliterator(), false).map(each).toList();
    }
}
