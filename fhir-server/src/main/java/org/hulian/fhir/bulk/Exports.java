package org.hulian.fhir.bulk;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hulian.fhir.bulk.ExportPage.Position;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Export;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.jboss.logging.Logger;

/**
 * Bulk Data exports. Planning runs in the background; after a restart the next look at the job's status takes it up
 * again, with the access of whoever looks, who is the one it belongs to.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">Bulk Data Access 2.0</a>
 */
public final class Exports {
    private static final Logger LOG = Logger.getLogger(Exports.class);
    private static final int DELETIONS = 500;

    private final Export export;
    private final NamedPatients named;
    private final SearchParser parser;
    private final ExportTable table;
    private final ExportSearches searches;
    private final ExportPlanner planner;
    private final ExportLimits limits;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Set<UUID> planning = ConcurrentHashMap.newKeySet();

    /** Exports whose jobs are in the registry database. */
    public Exports(
            Export export,
            Read read,
            SearchParser parser,
            Pool registry,
            ExportLimits limits,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.export = export;
        this.parser = parser;
        this.table = new ExportTable(registry);
        this.searches = new ExportSearches(parser);
        NestedGroups groups = new NestedGroups(read, limits);
        this.named = new NamedPatients(read, groups);
        this.planner = new ExportPlanner(export, searches, groups, limits);
        this.limits = limits;
        this.clock = clock;
        this.ids = ids;
    }

    /** Begins an export; its id. */
    public Uni<UUID> begin(ExportOrder order, RequestContext context) {
        check(order);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ExportJob job = new ExportJob(
                ids.get(), order, now, now.plus(limits.life()), ExportJob.State.PLANNING, List.of(), null);
        String holder = Holder.of(context.caller());
        return named.check(order.scope(), context)
                .chain(() -> table.count(holder, now))
                .invoke(running -> {
                    if (running >= limits.jobs()) {
                        throw new FailureException(new Failure.TooMany(
                                "exports of one caller (a finished one counts until it is deleted, at most %d h)"
                                        .formatted(limits.life().toHours()),
                                limits.jobs()));
                    }
                })
                .chain(() -> export.asked("$export " + order.url(), context))
                .chain(() -> table.insert(job, holder))
                .invoke(() -> plan(job, context))
                .replaceWith(job.id());
    }

    /** Filters that cannot be searched by are refused at once. */
    private void check(ExportOrder order) {
        order.filters().forEach((name, filters) -> {
            ResourceType type = ResourceTypes.r4().get(name);
            for (Map<String, List<String>> filter : filters) {
                parser.parse(type, filter, false);
            }
        });
    }

    /** How far it is; takes it up again where a restart left it. */
    public Uni<ExportJob> status(UUID id, RequestContext context) {
        return find(id, context).invoke(job -> {
            if (job.state() == ExportJob.State.PLANNING) {
                plan(job, context);
            }
        });
    }

    /** Forgets an export; its files are no longer there. */
    public Uni<Void> cancel(UUID id, RequestContext context) {
        return find(id, context)
                .chain(job -> export.asked("$export cancelled " + id, context))
                .chain(() -> table.delete(id, Holder.of(context.caller())))
                .replaceWithVoid();
    }

    /** A piece of a file, with the access its reader has now. */
    public Uni<ExportPage> page(UUID id, int number, Position position, RequestContext context) {
        return find(id, context).chain(job -> {
            if (number < 0 || number >= job.files().size()) {
                throw notFound(id + "/" + number);
            }
            ExportFile file = job.files().get(number);
            String address = "$export " + id + "/" + number;
            return file.deleted()
                    ? deletions(address, file, position, context)
                    : rows(address, file, position, context);
        });
    }

    private Uni<ExportPage> rows(String address, ExportFile file, Position position, RequestContext context) {
        SearchRequest search = searches.reading(file);
        SearchRequest from = position.row() == null ? search : search.startingAt(position.row());
        return export.page(address, from, context)
                .map(page -> new ExportPage(
                        Ndjson.lines(page.matches()), page.next() == null ? null : new Position(page.next(), null)));
    }

    private Uni<ExportPage> deletions(String address, ExportFile file, Position position, RequestContext context) {
        return export.deletions(address, ExportSearches.deletions(file, position.deletion(), DELETIONS), context)
                .map(found -> new ExportPage(
                        Ndjson.deletions(found),
                        found.size() < DELETIONS ? null : new Position(null, found.getLast())));
    }

    private Uni<ExportJob> find(UUID id, RequestContext context) {
        return table.find(id, Holder.of(context.caller()), clock.instant())
                .map(found -> found.orElseThrow(() -> notFound(id.toString())));
    }

    private void plan(ExportJob job, RequestContext context) {
        if (!planning.add(job.id())) {
            return;
        }
        // A write under way may state an earlier time than the export and come to light after it.
        Uni.createFrom()
                .deferred(export::settled)
                .chain(() -> planner.files(job, context))
                .chain(files -> table.finish(job.id(), files))
                .onFailure(Exports::isFinal)
                .recoverWithUni(refused -> table.refuse(job.id(), ((FailureException) refused).failure()))
                .onTermination()
                .invoke(() -> planning.remove(job.id()))
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("export %s is planned again when asked for: %s", job.id(), failure));
    }

    /** Whether planning it again would end the same. */
    private static boolean isFinal(Throwable thrown) {
        return thrown instanceof FailureException refused && !(refused.failure() instanceof Failure.Unavailable);
    }

    private static FailureException notFound(String what) {
        return new FailureException(new Failure.NotFound("Export " + what));
    }
}
