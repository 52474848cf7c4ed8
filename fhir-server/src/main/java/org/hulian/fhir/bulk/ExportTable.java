package org.hulian.fhir.bulk;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;

/** The jobs in {@code hub.bulk_export} of the registry database. */
final class ExportTable {
    private static final String INSERT = """
            insert into hub.bulk_export (id, holder, request, started, expires, state)
            values ($1, $2, $3, $4, $5, 'planning')
            """;

    private static final String SWEEP = "delete from hub.bulk_export where expires < $1";

    private static final String COUNT = "select count(*) from hub.bulk_export where holder = $1 and expires > $2";

    /** By primary key; another caller's job does not exist. */
    private static final String FIND = """
            select id, request, started, expires, state, files, refusal from hub.bulk_export
             where id = $1 and holder = $2 and expires > $3
            """;

    private static final String FINISH = "update hub.bulk_export set state = 'ready', files = $2 where id = $1";

    private static final String REFUSE = "update hub.bulk_export set state = 'failed', refusal = $2 where id = $1";

    private static final String DELETE = "delete from hub.bulk_export where id = $1 and holder = $2";

    private final Pool registry;

    ExportTable(Pool registry) {
        this.registry = registry;
    }

    Uni<Void> insert(ExportJob job, String holder) {
        return registry.preparedQuery(INSERT)
                .execute(Tuple.from(List.of(
                        job.id(),
                        holder,
                        JobJson.of(job.order()),
                        job.started().atOffset(ZoneOffset.UTC),
                        job.expires().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    /** How many jobs a caller has, once what expired is gone. */
    Uni<Long> count(String holder, Instant now) {
        return registry.preparedQuery(SWEEP)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .chain(() -> registry.preparedQuery(COUNT).execute(Tuple.of(holder, now.atOffset(ZoneOffset.UTC))))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<Optional<ExportJob>> find(UUID id, String holder, Instant now) {
        return registry.preparedQuery(FIND)
                .execute(Tuple.of(id, holder, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(job(rows.iterator().next())));
    }

    Uni<Void> finish(UUID id, List<ExportFile> files) {
        return registry.preparedQuery(FINISH)
                .execute(Tuple.of(id, JobJson.of(files)))
                .replaceWithVoid();
    }

    Uni<Void> refuse(UUID id, Failure failure) {
        return registry.preparedQuery(REFUSE)
                .execute(Tuple.of(id, JobJson.of(failure)))
                .replaceWithVoid();
    }

    /** Whether there was one. */
    Uni<Boolean> delete(UUID id, String holder) {
        return registry.preparedQuery(DELETE).execute(Tuple.of(id, holder)).map(rows -> rows.rowCount() > 0);
    }

    private static ExportJob job(Row row) {
        return new ExportJob(
                row.getUUID("id"),
                JobJson.order(row.getString("request")),
                row.getOffsetDateTime("started").toInstant(),
                row.getOffsetDateTime("expires").toInstant(),
                ExportJob.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                JobJson.files(row.getString("files")),
                JobJson.refusal(row.getString("refusal")));
    }
}
