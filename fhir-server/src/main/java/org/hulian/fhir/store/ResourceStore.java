package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;

/**
 * Stored resources of all types in both databases. Failures arrive as {@code FailureException}; anything else is a
 * fault.
 */
public interface ResourceStore extends ResourceReads {
    /** All or nothing; durable when the Uni completes. */
    Uni<Committed> write(WriteSet set);

    /** The same, for what can only be decided by what is stored. */
    Uni<Committed> write(LateWrites late);
}
