package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hulian.fhir.resource.ComposedBody;
import org.hulian.fhir.search.index.IndexValues;
import org.hulian.security.crypto.Sealer;

/** The changes of rows in one database, sent without waiting in between. */
final class RowChanges {
    /** Side tables whose rows follow what they describe into the past. */
    static final List<String> RETIRING = List.of("string_index", "date_index", "quantity_index");

    /** The past is too little to be found by its codes. */
    static final List<String> DELETED = List.of("code_index");

    private final Instant now;
    private final Sealer hub;
    private final Supplier<UUID> ids;
    private final RowBatch created = new RowBatch();
    private final RowBatch updated = new RowBatch();
    private final List<Short> deletedTypes = new ArrayList<>();
    private final List<UUID> deletedKeys = new ArrayList<>();

    RowChanges(Instant now, Sealer hub, Supplier<UUID> ids) {
        this.now = now;
        this.hub = hub;
        this.ids = ids;
    }

    boolean isEmpty() {
        return created.isEmpty() && updated.isEmpty() && deletedKeys.isEmpty();
    }

    void add(Decided decided, int owner, Map<UUID, Sealer> sealers) {
        switch (decided.change()) {
            case CREATED -> add(created, decided, owner, sealers);
            case UPDATED -> add(updated, decided, owner, sealers);
            case DELETED -> {
                deletedTypes.add(decided.draft().type().number());
                deletedKeys.add(decided.draft().key());
            }
            case UNCHANGED -> {}
        }
    }

    private void add(RowBatch batch, Decided decided, int owner, Map<UUID, Sealer> sealers) {
        Draft draft = decided.draft();
        ComposedBody body = Objects.requireNonNull(decided.body());
        IndexValues values = Objects.requireNonNull(draft.values());
        StoredBody stored = switch (draft.type().store()) {
            case CLINICAL -> Splices.cut(body, draft.side().name());
            case REGISTRY, AUDIT -> new StoredBody(body.bytes(), null, null);
        };
        byte[] pieces = stored.pieces();
        byte[] sealed = pieces == null
                ? null
                : sealer(draft, sealers)
                        .seal(pieces, BodySeal.context(draft.type().number(), draft.key(), decided.version()));
        batch.add(decided, owner, values, stored, sealed);
    }

    private Sealer sealer(Draft draft, Map<UUID, Sealer> sealers) {
        return draft.patient() == null ? hub : Objects.requireNonNull(sealers.get(draft.patient()));
    }

    Uni<Void> apply(SqlConnection connection) {
        List<Uni<Void>> all = new ArrayList<>();
        hold(connection, created, all);
        hold(connection, updated, all);
        if (!updated.isEmpty()) {
            retire(connection, updated.addresses(), all);
            send(connection, RowSql.NOTE_CHANGES, updated.changes(now), all);
            send(connection, RowSql.UPDATE_INDEX, updated.indexColumns(now), all);
            send(connection, RowSql.UPDATE_BODY, updated.bodyColumns(), all);
            insertSideRows(connection, updated, all);
        }
        if (!created.isEmpty()) {
            send(connection, RowSql.NOTE_CHANGES, created.changes(now), all);
            send(connection, RowSql.INSERT_INDEX, created.indexColumns(now), all);
            send(connection, RowSql.INSERT_BODY, created.bodyColumns(), all);
            insertSideRows(connection, created, all);
        }
        if (!deletedKeys.isEmpty()) {
            List<Object> addresses = List.of(deletedTypes.toArray(Short[]::new), deletedKeys.toArray(UUID[]::new));
            List<Object> buried = new ArrayList<>(addresses);
            buried.add(RowBatch.time(now));
            retire(connection, addresses, all);
            send(connection, RowSql.BURY, buried, all);
            send(connection, RowSql.delete("resource_index"), addresses, all);
            send(connection, RowSql.delete("resource_body"), addresses, all);
        }
        return Uni.join().all(all).andFailFast().replaceWithVoid();
    }

    /** Before the rows change: they and what describes them are kept. */
    private void retire(SqlConnection connection, List<Object> addresses, List<Uni<Void>> all) {
        UUID[] pasts = Stream.generate(ids)
                .limit(((Object[]) addresses.getFirst()).length)
                .toArray(UUID[]::new);
        List<Object> retired = new ArrayList<>(addresses);
        retired.add(pasts);
        send(connection, RowSql.ARCHIVE, retired, all);
        RETIRING.forEach(table -> send(connection, RowSql.retire(table), retired, all));
        DELETED.forEach(table -> send(connection, RowSql.delete(table), addresses, all));
    }

    private static void hold(SqlConnection connection, RowBatch batch, List<Uni<Void>> all) {
        UUID[] patients = batch.patientsToHold();
        if (patients.length > 0) {
            List<Object> bind = new ArrayList<>();
            bind.add(patients);
            send(connection, RowSql.HOLD_PERSONS, bind, all);
        }
    }

    private static void insertSideRows(SqlConnection connection, RowBatch batch, List<Uni<Void>> all) {
        batch.sideRows().insertions().forEach(insertion -> send(connection, insertion.sql(), insertion.columns(), all));
    }

    private static void send(SqlConnection connection, String sql, List<Object> binds, List<Uni<Void>> all) {
        all.add(connection.preparedQuery(sql).execute(Tuple.from(binds)).replaceWithVoid());
    }
}
