package org.hulian.fhir.store.postgres;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a write finds, locked until the transaction ends.
 *
 * @param deleted whether only a deletion is left
 * @param allowed whether the caller may change it
 * @param seen    whether the caller may read it
 * @param patient what the database calls the patient
 */
record Current(
        int version,
        Instant updated,
        boolean deleted,
        boolean allowed,
        boolean seen,
        @Nullable UUID patient,
        byte @Nullable [] hash) {

    static Current of(Row row) {
        return new Current(
                row.getInteger("version"),
                row.getOffsetDateTime("updated").toInstant(),
                row.getBoolean("deleted"),
                row.getBoolean("allowed"),
                row.getBoolean("seen"),
                row.getUUID("patient"),
                row.getValue("hash") instanceof Buffer hash ? hash.getBytes() : null);
    }
}
