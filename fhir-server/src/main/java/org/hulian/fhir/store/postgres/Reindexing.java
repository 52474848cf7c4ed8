package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.CustomParameter;
import org.hulian.fhir.search.index.IndexExtractor;
import org.jboss.logging.Logger;

/**
 * Indexes existing resources by parameters that were defined later, in small transactions beside all other work. How
 * far it came is kept with the rows, so that any node may go on after a stop. Rows are locked while they are indexed: a
 * writer that comes first is indexed by its own version, one that comes after indexes for itself.
 */
public final class Reindexing {
    private static final Logger LOG = Logger.getLogger(Reindexing.class);
    private static final int BATCH = 100;

    /** One node at a time; freed with the transaction. */
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('hulian-reindex'), $1)";

    private static final String PROGRESS =
            "select done, total, finished from hub.reindex where type = $1 and param = $2 and version = $3";

    private static final String BEGIN = """
            insert into hub.reindex (type, param, version, total)
            values ($1, $2, $3, (select count(*) from hub.resource_index where type = $1))
                on conflict (type, param) do update
               set version = excluded.version, total = excluded.total, place = default, done = 0, finished = false
             where hub.reindex.version <> excluded.version
            """;

    /** Asked for once more while it goes on, it goes on. */
    private static final String BEGIN_ALL = """
            insert into hub.reindex (type, param, version, total)
            select type, 0, 1, count(*) from hub.resource_index where type = any($1) group by type
                on conflict (type, param) do update
               set version = hub.reindex.version + 1, total = excluded.total, place = default, done = 0, finished = false
             where hub.reindex.finished
            """;

    private static final String ALL =
            "select type, param, version, done, total, finished from hub.reindex order by type, param";

    private static final String PLACE =
            "select place from hub.reindex where type = $1 and param = $2 and version = $3 and not finished";

    /** Served by the primary keys. */
    private static final String NEXT = """
            select i.type, i.key, i.version, i.updated, i.patient, i.owner, b.id, b.body, b.spans, b.sealed
              from hub.resource_index i
              join hub.resource_body b on b.type = i.type and b.key = i.key
             where i.type = $1 and i.key > $2
             order by i.key
             limit $3
               for update of i
            """;

    private static final String ADVANCE = """
            update hub.reindex set place = $3, done = done + $4, finished = $5 where type = $1 and param = $2
            """;

    private final Sides sides;
    private final BodyOpener opener;
    private final IndexExtractor extractor;

    /** Over both databases. */
    public Reindexing(Sides sides, ResidentKeyRing keys, IndexExtractor extractor) {
        this.sides = sides;
        this.opener = new BodyOpener(keys);
        this.extractor = extractor;
    }

    /** The parameters with how far each one is. */
    public Uni<List<CustomParameter>> progress(List<CustomParameter> parameters) {
        Uni<List<CustomParameter>> all = Uni.createFrom().item(new ArrayList<>());
        for (CustomParameter each : parameters) {
            all = all.chain(done -> progress(each).map(known -> {
                done.add(known);
                return done;
            }));
        }
        return all;
    }

    private Uni<CustomParameter> progress(CustomParameter parameter) {
        return sides.of(parameter.type())
                .pool()
                .preparedQuery(PROGRESS)
                .execute(Tuple.of(type(parameter), number(parameter), parameter.version()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return parameter;
                    }
                    var row = rows.iterator().next();
                    return parameter.done(row.getLong("done"), row.getLong("total"), row.getBoolean("finished"));
                });
    }

    private static short type(CustomParameter parameter) {
        return parameter.type().number();
    }

    private static short number(CustomParameter parameter) {
        return (short) parameter.parameter().number();
    }

    /** Indexes all resources of the parameter's type; those who search by it meanwhile are refused. */
    public Uni<Void> run(CustomParameter parameter) {
        return sides.of(parameter.type())
                .pool()
                .preparedQuery(BEGIN)
                .execute(Tuple.of(type(parameter), number(parameter), parameter.version()))
                .chain(() -> batches(new ReindexWork(
                        parameter.type(), parameter.parameter().number(), parameter.version(), 0, 0, false)));
    }

    /** Has all indexes of these types made anew, by whichever node comes first; where that goes on already, it goes on. */
    public Uni<Void> begin(List<ResourceType> types) {
        return onBoth(side -> {
                    Short[] numbers = types.stream()
                            .filter(type -> type.store() == side.store())
                            .map(ResourceType::number)
                            .toArray(Short[]::new);
                    return numbers.length == 0
                            ? Uni.createFrom().item(List.<Void>of())
                            : side.pool()
                                    .preparedQuery(BEGIN_ALL)
                                    .execute(Tuple.of(numbers))
                                    .replaceWith(List.<Void>of());
                })
                .replaceWithVoid();
    }

    /** Everything that is or was indexed anew, and how far it is. */
    public Uni<List<ReindexWork>> works() {
        return onBoth(side -> side.pool().preparedQuery(ALL).execute().map(rows -> RowList.of(rows, Reindexing::work)));
    }

    private static ReindexWork work(Row row) {
        return new ReindexWork(
                ResourceTypes.r4().numbered(row.getShort("type")),
                row.getShort("param"),
                row.getInteger("version"),
                row.getLong("done"),
                row.getLong("total"),
                row.getBoolean("finished"));
    }

    /** Goes on with what was begun by {@link #begin}, here or on another node. */
    public Uni<Void> goOn() {
        return works().chain(works -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (ReindexWork work : works) {
                if (work.parameter() == ReindexWork.EVERYTHING && !work.finished()) {
                    all = all.chain(() -> batches(work));
                }
            }
            return all;
        });
    }

    private <T> Uni<List<T>> onBoth(Function<Side, Uni<List<T>>> ask) {
        return Uni.join()
                .all(List.of(ask.apply(sides.registry()), ask.apply(sides.clinical())))
                .andFailFast()
                .map(both -> both.stream().flatMap(List::stream).toList());
    }

    private Uni<Void> batches(ReindexWork work) {
        return batch(work).chain(more -> more ? batches(work) : Uni.createFrom().voidItem());
    }

    /** Whether there may be more to do for this node. */
    private Uni<Boolean> batch(ReindexWork work) {
        Side side = sides.of(work.type());
        return side.pool()
                .withTransaction(connection -> connection
                        .preparedQuery(LOCK)
                        .execute(Tuple.of((int) work.type().number()))
                        .chain(locked -> locked.iterator().next().getBoolean(0)
                                ? connection
                                        .preparedQuery(PLACE)
                                        .execute(Tuple.of(
                                                work.type().number(), (short) work.parameter(), work.version()))
                                : Uni.createFrom().nullItem())
                        .chain(place -> place == null || place.size() == 0
                                ? Uni.createFrom().item(false)
                                : from(
                                        connection,
                                        side,
                                        work,
                                        place.iterator().next().getUUID(0))));
    }

    private Uni<Boolean> from(SqlConnection connection, Side side, ReindexWork work, UUID place) {
        return connection
                .preparedQuery(NEXT)
                .execute(Tuple.of(work.type().number(), place, BATCH))
                .chain(rows -> {
                    List<BodyRow> found = RowList.of(rows, BodyRow::of);
                    boolean last = found.size() < BATCH;
                    UUID next = found.isEmpty() ? place : found.getLast().key();
                    return indexed(side, work.type(), found)
                            .chain(batch -> batch.apply(connection))
                            .chain(() -> connection
                                    .preparedQuery(ADVANCE)
                                    .execute(Tuple.of(
                                            work.type().number(),
                                            (short) work.parameter(),
                                            next,
                                            (long) found.size(),
                                            last)))
                            .replaceWith(!last);
                });
    }

    private Uni<ReindexedRows> indexed(Side side, ResourceType type, List<BodyRow> rows) {
        ReindexedRows batch = new ReindexedRows();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (BodyRow row : rows) {
            all = all.chain(() -> opener.resources(side, List.of(row))
                    .invoke(opened -> batch.add(
                            row, extractor.extract(type, opened.getFirst().body(), side.name())))
                    .replaceWithVoid()
                    .onFailure(IllegalStateException.class)
                    .recoverWithUni(unreadable -> {
                        LOG.debugf("%s is not readable any more and keeps its index: %s", row.key(), unreadable);
                        return Uni.createFrom().voidItem();
                    }));
        }
        return all.replaceWith(batch);
    }
}
