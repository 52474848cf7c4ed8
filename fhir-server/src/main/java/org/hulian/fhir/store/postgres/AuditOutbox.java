package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
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

    /**
     * An entry as it stands in a row.
     *
     * @param stored sealed, or in clear where it names no patient
     */
    public AuditEntry open(UUID id, byte[] stored) {
        return AuditEntryCodec.decode(stored[0] == '{' ? stored : hub.open(stored, context(id)));
    }

    private static byte[] context(UUID id) {
        return ("outbox/" + id).getBytes(StandardCharsets.US_ASCII);
    }
}
