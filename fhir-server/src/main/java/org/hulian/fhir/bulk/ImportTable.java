package org.hulian.fhir.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hulian.fhir.store.postgres.RowList;
import org.hulian.security.consent.Caller;
import org.hulian.security.crypto.Sealer;

/** The jobs in {@code hub.bulk_import} of the clinical database; what was sent stands there sealed. */
final class ImportTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INSERT = """
            insert into hub.bulk_import (id, holder, caller, started, expires, state)
            values ($1, $2, $3, $4, $5, 'running')
            """;

    private static final String INSERT_FILE =
            "insert into hub.bulk_import_file (job, seq, name, type, sealed, total) values ($1, $2, $3, $4, $5, $6)";

    private static final String SWEEP = "delete from hub.bulk_import where expires < $1 and state <> 'running'";

    private static final String COUNT = "select count(*) from hub.bulk_import where holder = $1 and state = 'running'";

    /** One that still runs is told of whatever its age. */
    private static final String FIND = """
            select started, state = 'running' as running from hub.bulk_import
             where id = $1 and holder = $2 and (expires > $3 or state = 'running')
            """;

    private static final String FILES = """
            select seq, name, type, total, position, written, unchanged, refused
              from hub.bulk_import_file where job = $1 order by seq
            """;

    /** Served by bulk_import_running. */
    private static final String RUNNING =
            "select id, caller from hub.bulk_import where state = 'running' order by started";

    private static final String CONTENT = "select sealed from hub.bulk_import_file where job = $1 and seq = $2";

    private static final String ADVANCE = """
            update hub.bulk_import_file f
               set position = $3, written = written + $4, unchanged = unchanged + $5, refused = refused + $6,
                   sealed = case when $3 >= total then null else sealed end
              from hub.bulk_import j
             where f.job = $1 and f.seq = $2 and j.id = f.job
            returning j.state = 'running' as running
            """;

    private static final String ERROR = """
            insert into hub.bulk_import_error (job, seq, line, sealed)
            select $1, $2, * from unnest($3::int[], $4::bytea[]) on conflict do nothing
            """;

    private static final String ERRORS =
            "select seq, line, sealed from hub.bulk_import_error where job = $1 order by seq, line";

    private static final String END = "update hub.bulk_import set state = $2 where id = $1 and state = 'running'";

    private final Pool clinical;
    private final Sealer sealer;

    ImportTable(Pool clinical, Sealer sealer) {
        this.clinical = clinical;
        this.sealer = sealer;
    }

    Uni<Long> count(String holder, Instant now) {
        return clinical.preparedQuery(SWEEP)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .chain(() -> clinical.preparedQuery(COUNT).execute(Tuple.of(holder)))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Durable when it completes: from then on a restart takes the import up. */
    Uni<Void> insert(
            UUID id, Caller caller, Instant now, Instant expires, List<ImportSource> sources, List<Integer> totals) {
        return clinical.withTransaction(connection -> {
            Uni<Void> all = connection
                    .preparedQuery(INSERT)
                    .execute(Tuple.of(
                            id,
                            Holder.of(caller),
                            Buffer.buffer(sealer.seal(json(caller), context(id, "caller"))),
                            now.atOffset(ZoneOffset.UTC),
                            expires.atOffset(ZoneOffset.UTC)))
                    .replaceWithVoid();
            for (int i = 0; i < sources.size(); i++) {
                ImportSource source = sources.get(i);
                byte[] lines = source.lines();
                Tuple row = Tuple.tuple();
                row.addUUID(id);
                row.addInteger(i);
                row.addString(source.name());
                row.addString(source.type());
                row.addValue(lines == null ? null : Buffer.buffer(sealer.seal(lines, context(id, "file/" + i))));
                row.addInteger(totals.get(i));
                all = all.chain(() -> connection.preparedQuery(INSERT_FILE).execute(row))
                        .replaceWithVoid();
            }
            return all;
        });
    }

    Uni<Optional<ImportJob>> find(UUID id, String holder, Instant now) {
        Tuple asked = Tuple.of(id, holder, now.atOffset(ZoneOffset.UTC));
        return clinical.preparedQuery(FIND).execute(asked).chain(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(Optional.empty());
            }
            Row row = rows.iterator().next();
            return files(id)
                    .map(files -> Optional.of(new ImportJob(
                            id, row.getOffsetDateTime("started").toInstant(), row.getBoolean("running"), files)));
        });
    }

    Uni<List<ImportFile>> files(UUID id) {
        return clinical.preparedQuery(FILES).execute(Tuple.of(id)).map(rows -> RowList.of(rows, ImportTable::file));
    }

    private static ImportFile file(Row row) {
        return new ImportFile(
                row.getInteger("seq"),
                row.getString("name"),
                row.getString("type"),
                row.getInteger("total"),
                row.getInteger("position"),
                row.getInteger("written"),
                row.getInteger("unchanged"),
                row.getInteger("refused"));
    }

    /** A job that is not done, with whose it is. */
    record Running(UUID id, Caller caller) {}

    Uni<List<Running>> running() {
        return clinical.preparedQuery(RUNNING)
                .execute()
                .map(rows -> RowList.of(rows, row -> {
                    UUID id = row.getUUID("id");
                    return new Running(
                            id, caller(sealer.open(row.getBuffer("caller").getBytes(), context(id, "caller"))));
                }));
    }

    /** The lines of a posted file, null where it is staged. */
    Uni<Optional<byte[]>> content(UUID id, int seq) {
        return clinical.preparedQuery(CONTENT).execute(Tuple.of(id, seq)).map(rows -> {
            Optional<Row> row = rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next());
            return row.map(found -> found.getBuffer("sealed"))
                    .map(stored -> sealer.open(stored.getBytes(), context(id, "file/" + seq)));
        });
    }

    /** Notes a chunk; whether the job goes on. */
    Uni<Boolean> advance(UUID id, int seq, int position, int written, int unchanged, int refused) {
        return clinical.preparedQuery(ADVANCE)
                .execute(Tuple.of(id, seq, position, written, unchanged, refused))
                .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean("running"));
    }

    Uni<Void> errors(UUID id, int seq, List<Integer> lines, List<byte[]> outcomes) {
        Buffer[] column = new Buffer[outcomes.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = Buffer.buffer(sealer.seal(outcomes.get(i), context(id, "error/" + seq + "/" + lines.get(i))));
        }
        return clinical.preparedQuery(ERROR)
                .execute(Tuple.of(id, seq, lines.toArray(Integer[]::new), column))
                .replaceWithVoid();
    }

    /** All OperationOutcomes, in order of files and lines. */
    Uni<List<byte[]>> errors(UUID id) {
        return clinical.preparedQuery(ERRORS)
                .execute(Tuple.of(id))
                .map(rows -> RowList.of(rows, row -> {
                    String what = "error/" + row.getInteger("seq") + "/" + row.getInteger("line");
                    return sealer.open(row.getBuffer("sealed").getBytes(), context(id, what));
                }));
    }

    /** {@code state} is done or cancelled. */
    Uni<Void> end(UUID id, String state) {
        return clinical.preparedQuery(END).execute(Tuple.of(id, state)).replaceWithVoid();
    }

    private static byte[] context(UUID id, String what) {
        return ("import/" + id + "/" + what).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] json(Caller caller) {
        try {
            return JSON.writeValueAsBytes(caller);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Caller caller(byte[] json) {
        try {
            return JSON.readValue(json, Caller.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
