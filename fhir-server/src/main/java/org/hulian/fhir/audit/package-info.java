/**
 * The edge of {@code org.hulian.security.audit}: grouped commit into the audit database, and AuditEvent search.
 * Nothing is answered before its entry is durable.
 */
@NullMarked
package org.hulian.fhir.audit;

import org.jspecify.annotations.NullMarked;
