package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.security.consent.AccessPredicate;

/**
 * Stored resources of all types in both databases. Failures arrive as {@code FailureException}; anything else is a
 * fault.
 */
public interface ResourceStore extends ResourceReads {
    /** A page of what was deleted, with the access predicate inside the query. */
    Uni<List<Deletion>> deletions(DeletionQuery query, AccessPredicate access);

    /**
     * The first rows of a search by the time of their change, with the access predicate inside the query; empty where it
     * finds nothing. Of a search that looks through resources one by one, what is looked through.
     *
     * @param rows about so many
     */
    Uni<Optional<Stretch>> stretch(SearchRequest request, AccessPredicate access, int rows);

    /**
     * Completes once every write that is under way has ended, well or not: whatever states an earlier time than this call
     * is there then, or never will be.
     */
    Uni<Void> settled();

    /** All or nothing; durable when the Uni completes. */
    Uni<Committed> write(WriteSet set);

    /** The same, for what can only be decided by what is stored. */
    Uni<Committed> write(LateWrites late);
}
