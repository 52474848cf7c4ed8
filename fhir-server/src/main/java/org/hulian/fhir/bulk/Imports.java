package org.hulian.fhir.bulk;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.failure.OperationOutcomes;
import org.hulian.fhir.failure.Outcome;
import org.hulian.fhir.failure.Outcomes;
import org.hulian.fhir.interaction.Export;
import org.hulian.fhir.interaction.Import;
import org.hulian.fhir.interaction.Import.Prepared;
import org.hulian.fhir.interaction.Import.Result;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.security.consent.Caller;
import org.hulian.security.crypto.Sealer;
import org.jboss.logging.Logger;

/**
 * Bulk imports of NDJSON. What was posted is durable, sealed, before it is accepted; chunks are written in order with the
 * rights of who sent them; a chunk interrupted by a crash is written again, which changes nothing that was written.
 *
 * @see <a href="https://github.com/smart-on-fhir/bulk-import/blob/master/import-manifest.md">Bulk import proposal</a>
 */
public final class Imports {
    private static final Logger LOG = Logger.getLogger(Imports.class);

    private final Import writer;
    private final Export audit;
    private final ImportTable table;
    private final StagedFiles staged;
    private final ImportLimits limits;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Executor workers;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    /** Imports whose jobs are in the clinical database. */
    public Imports(
            Import writer,
            Export audit,
            Pool clinical,
            Sealer sealer,
            ImportLimits limits,
            InstantSource clock,
            Supplier<UUID> ids,
            Executor workers) {
        this.writer = writer;
        this.audit = audit;
        this.table = new ImportTable(clinical, sealer);
        this.staged = new StagedFiles(limits.staging());
        this.limits = limits;
        this.clock = clock;
        this.ids = ids;
        this.workers = workers;
    }

    /** Begins an import; its id. */
    public Uni<UUID> begin(List<ImportSource> sources, RequestContext context) {
        Caller caller = context.caller();
        UUID id = ids.get();
        Instant now = clock.instant();
        return table.count(Holder.of(caller), now)
                .invoke(count -> {
                    if (count >= limits.jobs()) {
                        throw new FailureException(new Failure.TooMany("imports of one caller", limits.jobs()));
                    }
                })
                .chain(() -> audit.asked("$import " + id, context))
                .chain(() -> Uni.createFrom().item(() -> totals(sources)).runSubscriptionOn(workers))
                .chain(totals -> table.insert(id, caller, now, now.plus(limits.life()), sources, totals))
                .invoke(() -> run(id, caller))
                .replaceWith(id);
    }

    private List<Integer> totals(List<ImportSource> sources) {
        return sources.stream()
                .map(source -> {
                    byte[] lines = source.lines();
                    return lines == null
                            ? staged.lines(source.name())
                            : Ndjson.split(lines).size();
                })
                .toList();
    }

    /** How far it is. */
    public Uni<ImportJob> status(UUID id, RequestContext context) {
        return table.find(id, Holder.of(context.caller()), clock.instant())
                .map(found -> found.orElseThrow(() -> new FailureException(new Failure.NotFound("Import " + id))));
    }

    /** What was refused, one OperationOutcome to a line. */
    public Uni<byte[]> errors(UUID id, RequestContext context) {
        return status(id, context)
                .chain(job -> audit.asked("$import errors of " + id, context))
                .chain(() -> table.errors(id))
                .map(Ndjson::join);
    }

    /** Stops it after the chunk at hand; what is written stays. */
    public Uni<Void> cancel(UUID id, RequestContext context) {
        return status(id, context)
                .chain(job -> audit.asked("$import cancelled " + id, context))
                .chain(() -> table.end(id, "cancelled"));
    }

    /** Takes up what a stop interrupted. */
    public Uni<Void> resume() {
        return table.running()
                .invoke(jobs -> jobs.forEach(job -> run(job.id(), job.caller())))
                .replaceWithVoid();
    }

    private void run(UUID id, Caller caller) {
        if (!running.add(id)) {
            return;
        }
        RequestContext context = new RequestContext(caller, "import-" + id, "en");
        table.files(id)
                .chain(files -> Multi.createFrom()
                        .iterable(files)
                        .onItem()
                        .transformToUniAndConcatenate(file -> file(id, file, context))
                        .collect()
                        .last())
                .chain(() -> table.end(id, "done"))
                .onTermination()
                .invoke(() -> running.remove(id))
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "import %s stopped; a restart takes it up", id));
    }

    private Uni<Void> file(UUID id, ImportFile file, RequestContext context) {
        if (file.isDone()) {
            return Uni.createFrom().voidItem();
        }
        ResourceType expected = file.type() == null ? null : ResourceTypes.r4().get(file.type());
        return source(id, file).chain(source -> {
            Notes notes = new Notes(id, file);
            ReadAhead<Prepared> ahead = new ReadAhead<>(() -> Uni.createFrom()
                    .item(() -> source.next(limits.chunk()))
                    .runSubscriptionOn(workers)
                    .chain(lines -> writer.prepare(lines, expected, context)));
            return Multi.createBy()
                    .repeating()
                    .uni(
                            () -> source,
                            lines -> ahead.next()
                                    .chain(chunk -> chunk.lines() == 0
                                            ? Uni.createFrom().item(false)
                                            : writer.write(chunk, context).chain(results -> note(notes, results))))
                    .whilst(more -> more)
                    .collect()
                    .last()
                    .eventually(ahead::settled)
                    .replaceWithVoid()
                    .onTermination()
                    .invoke(source::close);
        });
    }

    private Uni<LineSource> source(UUID id, ImportFile file) {
        return table.content(id, file.seq()).map(posted -> {
            if (posted.isEmpty()) {
                return staged.open(file.name(), file.position());
            }
            List<byte[]> lines = Ndjson.split(posted.get());
            return LineSource.of(lines.subList(Math.min(file.position(), lines.size()), lines.size()));
        });
    }

    /** Where the writing of a file stands. */
    private static final class Notes {
        private final UUID job;
        private final int file;
        private int position;
        private int refused;

        Notes(UUID job, ImportFile file) {
            this.job = job;
            this.file = file.seq();
            this.position = file.position();
            this.refused = file.refused();
        }
    }

    private Uni<Boolean> note(Notes notes, List<Result> results) {
        int written = 0;
        int unchanged = 0;
        List<Integer> lines = new ArrayList<>();
        List<byte[]> outcomes = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            switch (results.get(i)) {
                case Result.Stored stored -> {
                    written += stored.changed() ? 1 : 0;
                    unchanged += stored.changed() ? 0 : 1;
                }
                case Result.Refused refused -> {
                    int line = notes.position + i + 1;
                    notes.refused++;
                    if (notes.refused <= limits.errors()) {
                        lines.add(line);
                        outcomes.add(outcome(refused.failure(), line));
                    } else if (notes.refused == limits.errors() + 1) {
                        lines.add(line);
                        outcomes.add(more(line));
                    }
                }
            }
        }
        int refused = results.size() - written - unchanged;
        notes.position += results.size();
        Uni<Void> errors =
                lines.isEmpty() ? Uni.createFrom().voidItem() : table.errors(notes.job, notes.file, lines, outcomes);
        int wrote = written;
        int same = unchanged;
        return errors.chain(() -> table.advance(notes.job, notes.file, notes.position, wrote, same, refused));
    }

    /** Stands for all that is not kept. */
    private byte[] more(int line) {
        String text =
                ("Line %d and further refused lines are counted but not listed: %d of a file are kept. Mend those "
                                + "listed and send the file again; what was written stays as it is. "
                                + "第 %d 行起被拒绝的行只计数、不再列出：每个文件最多保留 %d 条。请修正已列出的行后重新提交。")
                        .formatted(line, limits.errors(), line, limits.errors());
        return OperationOutcomes.json(List.of(new Outcome.Said("information", "too-costly", "", text)));
    }

    /** In both languages: who reads it later may not be who sent it. */
    private static byte[] outcome(Failure failure, int line) {
        List<Outcome.Said> en = Outcomes.of(failure, "en").issues();
        List<Outcome.Said> zh = Outcomes.of(failure, "zh").issues();
        List<Outcome.Said> both = new ArrayList<>();
        for (int i = 0; i < en.size(); i++) {
            Outcome.Said said = en.get(i);
            String text = "Line %d: %s 第 %d 行：%s"
                    .formatted(line, said.text(), line, zh.get(i).text());
            both.add(new Outcome.Said(said.severity(), said.code(), said.expression(), text));
        }
        return OperationOutcomes.json(both);
    }
}
