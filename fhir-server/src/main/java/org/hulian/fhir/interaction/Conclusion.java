package org.hulian.fhir.interaction;

import org.hulian.fhir.failure.Failure;
import org.hulian.security.audit.AuditEntry;

/** What an interaction came to, with the entry that must be durable before anyone learns of it. */
sealed interface Conclusion<T> {
    /** The entry to append first. */
    AuditEntry entry();

    /** It may be told. */
    record Answered<T>(T value, AuditEntry entry) implements Conclusion<T> {}

    /** It is refused. */
    record Refused<T>(Failure failure, AuditEntry entry) implements Conclusion<T> {}
}
