package org.hulian.fhir.store.postgres;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.jspecify.annotations.Nullable;

/**
 * One version as the database returned it; {@code patient} is what that database calls the patient.
 *
 * @param body null for a deletion
 */
record BodyRow(
        short type,
        UUID key,
        int version,
        Instant updated,
        @Nullable UUID patient,
        int owner,
        @Nullable String id,
        byte @Nullable [] body,
        byte @Nullable [] spans,
        byte @Nullable [] sealed) {

    /** Columns any statement read here must select. */
    static final String COLUMNS = "type, key, version, updated, patient, owner, id, body, spans, sealed";

    static BodyRow of(Row row) {
        return new BodyRow(
                row.getShort("type"),
                row.getUUID("key"),
                row.getInteger("version"),
                row.getOffsetDateTime("updated").toInstant(),
                row.getUUID("patient"),
                row.getInteger("owner"),
                row.getString("id"),
                bytes(row, "body"),
                bytes(row, "spans"),
                bytes(row, "sealed"));
    }

    private static byte @Nullable [] bytes(Row row, String column) {
        return row.getValue(column) instanceof Buffer buffer ? buffer.getBytes() : null;
    }

    ResourceKey resource() {
        ResourceType resourceType = ResourceTypes.r4().numbered(type);
        return new ResourceKey(resourceType, new ResourceId(id == null ? key.toString() : id));
    }
}
