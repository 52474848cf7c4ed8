/**
 * The one port to the stored resources; only {@code interaction} calls it.
 * Access is part of every question asked here, and the audit entry of a write commits with the write.
 */
@NullMarked
package org.hulian.fhir.store;

import org.jspecify.annotations.NullMarked;
