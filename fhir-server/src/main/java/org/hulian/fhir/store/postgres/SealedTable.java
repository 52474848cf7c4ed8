package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of one database with pieces sealed under a master key.
 *
 * @param name     without its schema
 * @param key      columns in whose order it is walked, an index of them first
 * @param before   values before those of every row
 * @param column   of the sealed pieces
 * @param resealed what a row's pieces become
 */
public record SealedTable(
        Pool pool,
        String name,
        List<String> key,
        List<Object> before,
        String column,
        BiFunction<Row, byte[], byte[]> resealed) {
    private static final int BATCH = 500;

    /** How many rows were brought under the key in force; those of the retired keys only, told by their first bytes. */
    Uni<Long> reseal(Buffer[] retired) {
        return batch(retired, before, 0);
    }

    private Uni<Long> batch(Buffer[] retired, List<Object> after, long done) {
        List<Object> binds = new ArrayList<>();
        binds.add(retired);
        binds.addAll(after);
        return pool.preparedQuery(next()).execute(Tuple.from(binds)).chain(rows -> {
            List<Tuple> changes = new ArrayList<>();
            List<Object> last = after;
            for (Row row : rows) {
                last = key.stream().map(row::getValue).toList();
                Buffer sealed = row.getBuffer("sealed").getDelegate();
                List<Object> change =
                        new ArrayList<>(List.of(Buffer.buffer(resealed.apply(row, sealed.getBytes())), sealed));
                change.addAll(last);
                changes.add(Tuple.from(change));
            }
            if (changes.isEmpty()) {
                return Uni.createFrom().item(done);
            }
            List<Object> place = last;
            return pool.preparedQuery(change())
                    .executeBatch(changes)
                    .chain(() -> batch(retired, place, done + changes.size()));
        });
    }

    private String next() {
        return "select %1$s, %2$s as sealed from hub.%3$s where (%1$s) > (%4$s) and substring(%2$s from 2 for 4) = any ($1) order by %1$s limit %5$d"
                .formatted(String.join(", ", key), column, name, binds(2), BATCH);
    }

    /** A row that changed meanwhile was sealed anew by whoever changed it. */
    private String change() {
        return "update hub.%1$s set %2$s = $1 where %2$s = $2 and (%3$s) = (%4$s)"
                .formatted(name, column, String.join(", ", key), binds(3));
    }

    private String binds(int first) {
        return IntStream.range(first, first + key.size())
                .mapToObj(number -> "$" + number)
                .collect(Collectors.joining(", "));
    }

    /** Walks tables one after the other. */
    static Uni<Long> all(Stream<SealedTable> tables, Buffer[] retired) {
        return tables.map(table -> Uni.createFrom().deferred(() -> table.reseal(retired)))
                .reduce((before, next) -> before.chain(done -> next.map(more -> done + more)))
                .orElseGet(() -> Uni.createFrom().item(0L));
    }
}
