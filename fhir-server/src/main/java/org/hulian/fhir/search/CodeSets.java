package org.hulian.fhir.search;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * What searches ask of terminology.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#token">search.html#token</a>
 */
public interface CodeSets {
    /** The codes of a value set. */
    Uni<Answer> members(String valueSet);

    /** A code and all that it subsumes. */
    Uni<Answer> below(String system, String code);

    /** A code and all that subsume it. */
    Uni<Answer> above(String system, String code);

    /** What came of it. */
    sealed interface Answer {
        /** These codes. */
        record Codes(List<TokenValue.Exact> codes) implements Answer {}

        /** There is no such value set, code system or code here. */
        record Unknown() implements Answer {}

        /** More codes than a search may compare with. */
        record TooMany(int limit, int codes) implements Answer {}
    }
}
