package org.hulian.fhir.store;

import java.util.List;
import java.util.function.Function;
import org.hulian.security.audit.AuditEntry;

/**
 * Changes that happen together or not at all, over both databases.
 *
 * @param writes at least one; a key stands at most once
 * @param owner  number of the institution the new rows belong to
 * @param audit  makes the entries that commit with the writes, once versions are known
 */
public record WriteSet(List<Write> writes, int owner, Function<List<Written>, List<AuditEntry>> audit) {}
