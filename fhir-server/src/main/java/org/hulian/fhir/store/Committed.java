package org.hulian.fhir.store;

import java.util.List;
import org.hulian.security.audit.AuditEntry;

/**
 * What a {@link WriteSet} became, in the order of its writes.
 *
 * @param audit entries now durable in the outbox, to be appended to the audit log before answering
 */
public record Committed(List<Written> written, List<AuditEntry> audit) {}
