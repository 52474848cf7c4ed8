package org.hulian.fhir.store.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hulian.fhir.store.Committed;
import org.hulian.fhir.store.Written;
import org.hulian.security.crypto.Sealer;

/** What a set of writes does to the rows it met, and what its caller is told once that is durable. */
record DecidedSet(List<Decided> decided, int owner, Map<UUID, Sealer> sealers, Committed committed) {
    static DecidedSet of(PreparedSet prepared, RowLocks.Found found, Instant now) {
        List<Decided> decided = prepared.drafts().stream()
                .map(draft -> Decided.of(draft, found.of(draft), now))
                .toList();
        List<Written> written = decided.stream()
                .map(each -> each.written(found.of(each.draft())))
                .toList();
        Committed committed = new Committed(written, prepared.set().audit().apply(written));
        return new DecidedSet(decided, prepared.set().owner(), prepared.sealers(), committed);
    }
}
