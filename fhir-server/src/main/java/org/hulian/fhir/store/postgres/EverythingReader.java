package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Function;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.EverythingRequest;
import org.hulian.fhir.store.EverythingStart;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.consent.AccessPredicate;

/**
 * Reads all of a person, part by part, each row once: the rows of the person in either database, then what they refer to
 * and is nobody's, such as practitioners and organizations.
 */
final class EverythingReader {
    /** Rows whose references are looked at in a hub. */
    static final int SCANNED = 20_000;

    private final BodyOpener opener;
    private final int scanned;

    EverythingReader(BodyOpener opener, int scanned) {
        this.opener = opener;
        this.scanned = scanned;
    }

    Uni<EverythingRequest.Page> page(
            Sides sides, EverythingRequest request, Function<ResourceType, AccessPredicate> access) {
        return part(sides, request, access, request.start(), List.of());
    }

    /** Fills a page from this part on; one part may end in the middle of it. */
    private Uni<EverythingRequest.Page> part(
            Sides sides,
            EverythingRequest request,
            Function<ResourceType, AccessPredicate> access,
            EverythingStart start,
            List<StoredResource> before) {
        int room = request.count() - before.size();
        EverythingStart.Part part = start.part();
        if (room == 0) {
            return Uni.createFrom().item(new EverythingRequest.Page(before, start));
        }
        return switch (part) {
            case REGISTRY ->
                rows(sides.registry(), Store.REGISTRY, request, access, start, room)
                        .chain(found -> found.next() == null
                                ? part(
                                        sides,
                                        request,
                                        access,
                                        EverythingStart.of(EverythingStart.Part.CLINICAL),
                                        joined(before, found))
                                : full(before, found));
            case CLINICAL ->
                rows(sides.clinical(), Store.CLINICAL, request, access, start, room)
                        .chain(found -> found.next() == null
                                ? part(
                                        sides,
                                        request,
                                        access,
                                        EverythingStart.of(EverythingStart.Part.REFERENCES),
                                        joined(before, found))
                                : full(before, found));
            case REFERENCES -> references(sides, request, access, start, room).chain(found -> full(before, found));
        };
    }

    private static Uni<EverythingRequest.Page> full(List<StoredResource> before, EverythingRequest.Page found) {
        return Uni.createFrom().item(new EverythingRequest.Page(joined(before, found), found.next()));
    }

    private static List<StoredResource> joined(List<StoredResource> before, EverythingRequest.Page found) {
        if (before.isEmpty()) {
            return found.resources();
        }
        List<StoredResource> all = new ArrayList<>(before);
        all.addAll(found.resources());
        return all;
    }

    private Uni<EverythingRequest.Page> rows(
            Side side,
            Store store,
            EverythingRequest request,
            Function<ResourceType, AccessPredicate> access,
            EverythingStart start,
            int room) {
        EverythingSql sql = EverythingSql.of(side, store, request, access);
        if (sql.isEmpty()) {
            return Uni.createFrom().item(new EverythingRequest.Page(List.of(), null));
        }
        String text = sql.page(start, room + 1);
        return side.direct()
                .preparedQuery(text)
                .execute(Tuple.from(sql.binds()))
                .chain(rows -> {
                    List<BodyRow> found = new ArrayList<>();
                    EverythingStart next = null;
                    EverythingStart last = start;
                    for (Row row : rows) {
                        if (found.size() == room) {
                            next = last;
                            break;
                        }
                        found.add(BodyRow.of(row));
                        last = new EverythingStart(
                                start.part(),
                                row.getShort("type"),
                                row.getOffsetDateTime("effective").toInstant(),
                                row.getUUID("key"));
                    }
                    EverythingStart following = next;
                    return opener.resources(side, found)
                            .map(resources -> new EverythingRequest.Page(resources, following));
                });
    }

    /** What the rows of both databases refer to, in the order of type and key, from a place on. */
    private Uni<EverythingRequest.Page> references(
            Sides sides,
            EverythingRequest request,
            Function<ResourceType, AccessPredicate> access,
            EverythingStart start,
            int room) {
        ReferenceScan scan = new ReferenceScan(request.types());
        return bodies(sides.registry(), Store.REGISTRY, request, access, scan)
                .chain(() -> bodies(sides.clinical(), Store.CLINICAL, request, access, scan))
                .chain(() -> {
                    NavigableSet<ReferenceScan.Address> found = scan.found();
                    List<ReferenceScan.Address> wanted =
                            found.tailSet(new ReferenceScan.Address(start.type(), start.key()), false).stream()
                                    .limit(room + 1L)
                                    .toList();
                    boolean more = wanted.size() > room;
                    List<ReferenceScan.Address> now = more ? wanted.subList(0, room) : wanted;
                    EverythingStart next = more
                            ? new EverythingStart(
                                    EverythingStart.Part.REFERENCES,
                                    now.getLast().type(),
                                    start.effective(),
                                    now.getLast().key())
                            : null;
                    return named(sides.registry(), Store.REGISTRY, now, request, access)
                            .chain(who -> named(sides.clinical(), Store.CLINICAL, now, request, access)
                                    .map(what -> {
                                        List<StoredResource> all = new ArrayList<>(who);
                                        all.addAll(what);
                                        return new EverythingRequest.Page(all, next);
                                    }));
                });
    }

    private Uni<Void> bodies(
            Side side,
            Store store,
            EverythingRequest request,
            Function<ResourceType, AccessPredicate> access,
            ReferenceScan scan) {
        EverythingSql sql = EverythingSql.of(side, store, request, access);
        if (sql.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String text = sql.bodies(scanned + 1);
        return side.direct()
                .preparedQuery(text)
                .execute(Tuple.from(sql.binds()))
                .invoke(rows -> {
                    if (rows.size() > scanned) {
                        throw new FailureException(
                                new Failure.TooCostly("resources whose references are followed", scanned, rows.size()));
                    }
                    scan(rows, scan);
                })
                .replaceWithVoid();
    }

    private static void scan(RowSet<Row> rows, ReferenceScan scan) {
        for (Row row : rows) {
            if (row.getValue(0) instanceof Buffer body) {
                scan.read(body.getBytes());
            }
        }
    }

    private Uni<List<StoredResource>> named(
            Side side,
            Store store,
            List<ReferenceScan.Address> addresses,
            EverythingRequest request,
            Function<ResourceType, AccessPredicate> access) {
        EverythingSql sql = EverythingSql.of(side, store, request, access);
        if (sql.isEmpty() || addresses.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String text = sql.named(addresses);
        return side.direct()
                .preparedQuery(text)
                .execute(Tuple.from(sql.binds()))
                .chain(rows -> opener.resources(side, RowList.of(rows, BodyRow::of)));
    }
}
