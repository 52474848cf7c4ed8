package org.hulian.fhir.interaction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;

/**
 * Reads the criteria of conditional requests. What is unknown is refused whatever is preferred: criteria that ignore a
 * condition would change another resource.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#ccreate">conditional create</a>
 */
public final class CriteriaParser {
    /** How an answer looks; says nothing about what is meant. */
    private static final Set<String> SHAPE = Set.of("_format", "_pretty");

    private static final Set<String> RESULT = Set.of(
            "_sort", "_count", "_include", "_revinclude", "_summary", "_total", "_elements", "_contained", "_page");

    private final SearchParser searches;

    /** Reads criteria as searches are read. */
    public CriteriaParser(SearchParser searches) {
        this.searches = searches;
    }

    /**
     * The criteria of a type.
     *
     * @param text a search without the question mark, percent-encoded
     * @param most matches of interest
     */
    Criteria parse(ResourceType type, String text, int most) {
        Map<String, List<String>> given = new LinkedHashMap<>(
                Parameters.parse(text.strip().replaceFirst("^\\?", "")).byName());
        given.keySet().removeAll(SHAPE);
        for (String name : given.keySet()) {
            if (RESULT.contains(name.replaceFirst(":.*", ""))) {
                throw new FailureException(new Failure.NotSupported(
                        "parameter " + name.replaceFirst(":.*", "") + " in criteria", List.of(), 400));
            }
        }
        given.put("_count", List.of(Integer.toString(most)));
        SearchRequest request = searches.parse(type, given, false);
        if (request.terms().isEmpty()) {
            throw new FailureException(new Failure.PreconditionFailed(new Failure.Issue(
                    "incomplete",
                    "",
                    "The criteria have no condition, so they would mean every " + type
                            + ". Name one, such as an identifier.",
                    "条件中没有任何检索参数，将匹配所有 " + type + "。请至少指定一个，如 identifier。")));
        }
        return new Criteria(request);
    }
}
