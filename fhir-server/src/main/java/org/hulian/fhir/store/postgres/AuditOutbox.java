package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.AuditEntryCodec;
import org.hulian.security.crypto.Sealer;

/**
 * Audit entries that commit with what they tell of, in {@code hub.audit_outbox} of either database, sealed: they name
 * patients, and the clinical database must not.
 */
public final class AuditOutbox {
    private static final String INSERT = """
            insert into hub.audit_outbox (id, entry) select * from unnest($1::uuid[], $2::bytea[])
                on conflict (id) do nothing
            """;

    private final Sealer hub;

    /** An outbox sealed under the hub's own key. */
    public AuditOutbox(Sealer hub) {
        this.hub = hub;
    }

    /** Adds entries within the transaction of a connection. */
    public Uni<Void> add(SqlClient connection, List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] ids = entries.stream().map(AuditEntry::id).toArray(UUID[]::new);
        Buffer[] sealed = entries.stream()
                .map(entry -> Buffer.buffer(hub.seal(AuditEntryCodec.encode(entry), context(entry.id()))))
                .toArray(Buffer[]::new);
        return connection.preparedQuery(INSERT).execute(Tuple.of(ids, sealed)).replaceWithVoid();
    }

    /** The oldest entries not yet removed, in canonical form. */
    public Uni<List<Waiting>> waiting(Pool database, int limit) {
        return database.preparedQuery("select id, entry from hub.audit_outbox order by id limit $1")
                .execute(Tuple.of(limit))
                .map(rows -> {
                    List<Waiting> found = new ArrayList<>();
                    for (Row row : rows) {
                        found.add(new Waiting(row.getUUID(0), open(row)));
                    }
                    return found;
                });
    }

    /**
     * An entry that still has to reach the audit database.
     *
     * @param canonical as {@link AuditEntryCodec} writes it
     */
    public record Waiting(UUID id, byte[] canonical) {}

    /** Entries that contain no patient may have been added in clear. */
    private byte[] open(Row row) {
        byte[] entry = row.getBuffer(1).getBytes();
        return entry[0] == '{' ? entry : hub.open(entry, context(row.getUUID(0)));
    }

    /** Removes entries the audit database has. */
    public Uni<Void> remove(Pool database, Collection<UUID> ids) {
        return database.preparedQuery("delete from hub.audit_outbox where id = any ($1)")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static byte[] context(UUID id) {
        return ("outbox/" + id).getBytes(StandardCharsets.US_ASCII);
    }
}
