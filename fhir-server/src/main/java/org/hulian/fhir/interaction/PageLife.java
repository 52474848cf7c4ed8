package org.hulian.fhir.interaction;

import java.time.Duration;
import java.time.InstantSource;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Snapshot;

/**
 * How long the pages of a search can be asked for: what was superseded meanwhile is kept as long.
 *
 * @param life from the first page on
 */
public record PageLife(Duration life, InstantSource clock) {
    /** The search, unless it is a page of one that began too long ago. */
    SearchRequest checked(SearchRequest request) {
        Snapshot asOf = request.asOf();
        if (asOf != null && asOf.at().plus(life).isBefore(clock.instant())) {
            throw new FailureException(new Failure.PageExpired(life));
        }
        return request;
    }
}
