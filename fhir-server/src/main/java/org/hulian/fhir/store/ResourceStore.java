package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hulian.security.consent.AccessPredicate;

/**
 * Stored resources of all types in both databases. Failures arrive as {@code FailureException}; anything else is a
 * fault.
 */
public interface ResourceStore extends ResourceReads {
    /** A page of what was deleted, with the access predicate inside the query. */
    Uni<List<Deletion>> deletions(DeletionQuery query, AccessPredicate access);

    /** All or nothing; durable when the Uni completes. */
    Uni<Committed> write(WriteSet set);

    /** The same, for what can only be decided by what is stored. */
    Uni<Committed> write(LateWrites late);
}
