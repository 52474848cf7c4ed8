/**
 * Records every access as one canonical line in a hash chain with signed checkpoints.
 * The same entry is rendered as an IHE BALP AuditEvent when somebody asks for it.
 */
@NullMarked
package org.hulian.security.audit;

import org.jspecify.annotations.NullMarked;
