package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.HashChain;
import org.jspecify.annotations.Nullable;

/**
 * The hash chain of one log and its rows. After any failure the head is read again: whether the group was committed is
 * known only to the database. Not for two groups at a time.
 */
public final class AuditChain {
    /** Served by the primary key: one row from its end. */
    private static final String HEAD = "select seq, hash from hub.entry where log = $1 order by seq desc limit 1";

    /** Served by entry_by_id. */
    private static final String KNOWN = "select id from hub.entry where id = any($1)";

    private final Pool pool;
    private final int log;
    private @Nullable HashChain chain;

    /** A chain that goes on where the rows end. */
    public AuditChain(Pool pool, int log) {
        this.pool = pool;
        this.log = log;
    }

    /** Completes when all entries are committed, those already there included. */
    Uni<Void> append(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        HashChain known = chain;
        if (known == null) {
            return resume().onItem().transformToUni(head -> appendMissing(entries, head));
        }
        return insert(entries, known)
                .onFailure()
                .recoverWithUni(failure -> resume().onItem().transformToUni(head -> appendMissing(entries, head)));
    }

    /** The chain, read from the database when it is not known. */
    Uni<HashChain> head() {
        HashChain known = chain;
        return known == null ? resume() : Uni.createFrom().item(known);
    }

    /** The last place known to be committed, or null before the first use or after a failure. */
    @Nullable
    HashChain committed() {
        return chain;
    }

    Pool pool() {
        return pool;
    }

    /** Those of the entries that are in no log. */
    Uni<List<AuditEntry>> missing(List<AuditEntry> entries) {
        UUID[] ids = entries.stream().map(AuditEntry::id).toArray(UUID[]::new);
        return pool.preparedQuery(KNOWN).execute(Tuple.of(ids)).map(rows -> {
            Set<UUID> known = new HashSet<>();
            rows.forEach(row -> known.add(row.getUUID(0)));
            return entries.stream().filter(entry -> !known.contains(entry.id())).toList();
        });
    }

    private Uni<Void> appendMissing(List<AuditEntry> entries, HashChain head) {
        return missing(entries)
                .onItem()
                .transformToUni(missing -> missing.isEmpty() ? Uni.createFrom().voidItem() : insert(missing, head));
    }

    private Uni<Void> insert(List<AuditEntry> entries, HashChain head) {
        chain = null;
        return AuditGroup.of(entries, head).insert(pool).invoke(() -> chain = head);
    }

    private Uni<HashChain> resume() {
        return pool.preparedQuery(HEAD).execute(Tuple.of(log)).map(rows -> {
            HashChain head = HashChain.start(log);
            for (Row row : rows) {
                byte[] hash = row.getBuffer(1).getBytes();
                head = HashChain.resume(log, row.getLong(0), hash);
            }
            chain = head;
            return head;
        });
    }
}
