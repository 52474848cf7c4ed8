package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hulian.security.audit.AuditEntry;

/** The append-only log of accesses. */
public interface AuditLog {
    /** Completes when the entries are durable; entries that are already there (same id) are not repeated. */
    Uni<Void> append(List<AuditEntry> entries);
}
