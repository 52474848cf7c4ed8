package org.hulian.fhir.interaction;

import java.util.List;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.search.Term;
import org.hulian.fhir.search.TokenValue;
import org.hulian.fhir.store.CriteriaLock;
import org.jspecify.annotations.Nullable;

/** The criteria of a conditional request, parsed. */
record Criteria(SearchRequest request) {
    /** What others with the same question wait for. */
    CriteriaLock lock() {
        return new CriteriaLock(request.type(), identifier(request.terms()));
    }

    private static @Nullable String identifier(List<Term> terms) {
        for (Term term : terms) {
            if (term instanceof Term.TokenTerm token
                    && token.parameter().name().equals("identifier")
                    && !token.not()
                    && token.anyOf().size() == 1) {
                return switch (token.anyOf().getFirst()) {
                    case TokenValue.Exact exact -> exact.code();
                    case TokenValue.AnySystem any -> any.code();
                    case TokenValue.NoSystem none -> none.code();
                    case TokenValue.AnyCode code -> null;
                    case TokenValue.OfType typed -> typed.value();
                };
            }
        }
        return null;
    }
}
