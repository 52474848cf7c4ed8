package org.hulian.fhir.store.postgres;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.fhir.search.index.IndexValues;
import org.jspecify.annotations.Nullable;

/** Rows for one database, column by column, as one statement for each table takes them. */
final class RowBatch {
    private final List<Short> types = new ArrayList<>();
    private final List<UUID> keys = new ArrayList<>();
    private final List<Integer> versions = new ArrayList<>();
    private final List<@Nullable UUID> patients = new ArrayList<>();
    private final List<Long> categories = new ArrayList<>();
    private final List<Integer> sensitivities = new ArrayList<>();
    private final List<@Nullable Long> codes = new ArrayList<>();
    private final List<OffsetDateTime> effective = new ArrayList<>();
    private final List<OffsetDateTime> ends = new ArrayList<>();
    private final List<Long> present = new ArrayList<>();
    private final List<Integer> tokensFrom = new ArrayList<>();
    private final List<Integer> tokensTo = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();
    private final List<Long> tokens = new ArrayList<>();

    private final List<@Nullable String> ids = new ArrayList<>();
    private final List<Buffer> hashes = new ArrayList<>();
    private final List<Buffer> bodies = new ArrayList<>();
    private final List<@Nullable Buffer> spans = new ArrayList<>();
    private final List<@Nullable Buffer> sealed = new ArrayList<>();

    private final SideRows sideRows = new SideRows();

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Patients whose other rows must keep their person meanwhile; a Patient's own row is the person index's. */
    UUID[] patientsToHold() {
        List<UUID> hold = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            UUID patient = patients.get(i);
            if (patient != null && !patient.equals(keys.get(i))) {
                hold.add(patient);
            }
        }
        return hold.stream().distinct().toArray(UUID[]::new);
    }

    SideRows sideRows() {
        return sideRows;
    }

    void add(Decided decided, int owner, IndexValues values, StoredBody body, byte @Nullable [] sealedPieces) {
        Draft draft = decided.draft();
        short type = draft.type().number();
        UUID patient = draft.patient() == null ? null : draft.side().name().apply(draft.patient());
        types.add(type);
        keys.add(draft.key());
        versions.add(decided.version());
        patients.add(patient);
        categories.add(values.category());
        sensitivities.add(values.sensitivity());
        codes.add(values.code());
        TimeSpan span = values.effective();
        effective.add(time(span == null ? TimeSpan.EARLIEST : span.low()));
        ends.add(time(span == null ? TimeSpan.EARLIEST : span.high()));
        present.add(values.present());
        tokensFrom.add(tokens.size() + 1);
        tokens.addAll(List.of(values.tokens()));
        tokensTo.add(tokens.size());
        owners.add(owner);
        ids.add(ResourceKeys.isHashed(draft.key()) ? draft.write().key().id().value() : null);
        hashes.add(Buffer.buffer(draft.hash() == null ? new byte[0] : draft.hash()));
        bodies.add(Buffer.buffer(body.json()));
        spans.add(buffer(body.spans()));
        sealed.add(buffer(sealedPieces));
        sideRows.add(type, draft.key(), patient, effective.getLast(), values);
    }

    static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    /** For {@link RowSql#NOTE_CHANGES}. */
    List<Object> changes(Instant now) {
        return List.of(
                types.toArray(Short[]::new),
                keys.toArray(UUID[]::new),
                ids.toArray(String[]::new),
                versions.toArray(Integer[]::new),
                time(now));
    }

    /** Type and key of every row. */
    List<Object> addresses() {
        return List.of(types.toArray(Short[]::new), keys.toArray(UUID[]::new));
    }

    /** For {@link RowSql#INSERT_INDEX} and {@link RowSql#UPDATE_INDEX}. */
    List<Object> indexColumns(Instant updated) {
        return List.of(
                types.toArray(Short[]::new),
                keys.toArray(UUID[]::new),
                versions.toArray(Integer[]::new),
                patients.toArray(UUID[]::new),
                categories.toArray(Long[]::new),
                sensitivities.toArray(Integer[]::new),
                codes.toArray(Long[]::new),
                effective.toArray(OffsetDateTime[]::new),
                ends.toArray(OffsetDateTime[]::new),
                present.toArray(Long[]::new),
                tokensFrom.toArray(Integer[]::new),
                tokensTo.toArray(Integer[]::new),
                owners.toArray(Integer[]::new),
                tokens.toArray(Long[]::new),
                time(updated));
    }

    /** For {@link RowSql#INSERT_BODY} and {@link RowSql#UPDATE_BODY}. */
    List<Object> bodyColumns() {
        return List.of(
                types.toArray(Short[]::new),
                keys.toArray(UUID[]::new),
                versions.toArray(Integer[]::new),
                ids.toArray(String[]::new),
                hashes.toArray(Buffer[]::new),
                bodies.toArray(Buffer[]::new),
                spans.toArray(Buffer[]::new),
                sealed.toArray(Buffer[]::new));
    }
}
