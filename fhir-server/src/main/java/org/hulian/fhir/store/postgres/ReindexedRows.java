package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.fhir.search.index.IndexValues;

/** Index values of existing rows, made anew: tokens, presence and all side rows; whose and of what kind stays. */
final class ReindexedRows {
    private static final String UPDATE = """
            update hub.resource_index i set present = n.present, tokens = ($6::bigint[])[n.lo:n.hi]
              from unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::int[], $5::int[])
                   as n(type, key, present, lo, hi)
             where i.type = n.type and i.key = n.key
            """;

    private final List<Short> types = new ArrayList<>();
    private final List<UUID> keys = new ArrayList<>();
    private final List<Long> present = new ArrayList<>();
    private final List<Integer> from = new ArrayList<>();
    private final List<Integer> to = new ArrayList<>();
    private final List<Long> tokens = new ArrayList<>();
    private final SideRows sideRows = new SideRows();

    void add(BodyRow row, IndexValues values) {
        types.add(row.type());
        keys.add(row.key());
        present.add(values.present());
        from.add(tokens.size() + 1);
        tokens.addAll(List.of(values.tokens()));
        to.add(tokens.size());
        TimeSpan span = values.effective();
        Instant effective = span == null ? TimeSpan.EARLIEST : span.low();
        sideRows.add(row.type(), row.key(), row.patient(), RowBatch.time(effective), values);
    }

    Uni<Void> apply(SqlConnection connection) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Uni<Void>> all = new ArrayList<>();
        List<Object> addresses = List.of(types.toArray(Short[]::new), keys.toArray(UUID[]::new));
        List<Object> rows = new ArrayList<>(addresses);
        rows.add(present.toArray(Long[]::new));
        rows.add(from.toArray(Integer[]::new));
        rows.add(to.toArray(Integer[]::new));
        rows.add(tokens.toArray(Long[]::new));
        all.add(send(connection, UPDATE, rows));
        Stream.concat(RowChanges.RETIRING.stream(), RowChanges.DELETED.stream())
                .forEach(table -> all.add(send(connection, RowSql.delete(table), addresses)));
        sideRows.insertions().forEach(each -> all.add(send(connection, each.sql(), each.columns())));
        return Uni.join().all(all).andFailFast().replaceWithVoid();
    }

    private static Uni<Void> send(SqlConnection connection, String sql, List<Object> binds) {
        return connection.preparedQuery(sql).execute(Tuple.from(binds)).replaceWithVoid();
    }
}
