package org.hulian.fhir.graphql;

import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/** What is wrong with a query, with the place in its text. */
final class GraphRefusals {
    private GraphRefusals() {}

    /** Refused; {@code place} is line and column, or empty. */
    static FailureException at(String place, String code, String en, String zh) {
        String where = place.isEmpty() ? "" : "query " + place;
        return new FailureException(new Failure.Malformed(code, List.of(new Failure.Issue(code, where, en, zh))));
    }

    static FailureException costly(String what, long limit, long asked) {
        return new FailureException(new Failure.TooCostly(what + " of $graphql", limit, asked));
    }
}
