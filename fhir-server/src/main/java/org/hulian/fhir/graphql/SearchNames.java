package org.hulian.fhir.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.SearchParameters;

/**
 * Search parameters as arguments: GraphQL's names have no hyphen, so {@code value_quantity} stands for
 * {@code value-quantity}.
 *
 * @see <a href="https://hl7.org/fhir/R4/graphql.html#searching">searching</a>
 */
record SearchNames(SearchParameters parameters) {
    /** What a query says by its own fields. */
    private static final Set<String> SHAPE =
            Set.of("_include", "_revinclude", "_summary", "_elements", "_total", "_format", "_pretty");

    /** The arguments of a search of a type, as its parser knows them. */
    Map<String, List<String>> of(ResourceType type, Map<String, List<String>> arguments) {
        Map<String, List<String>> named = new LinkedHashMap<>();
        arguments.forEach((argument, values) -> named.put(of(type, argument), values));
        return named;
    }

    private String of(ResourceType type, String argument) {
        if (SHAPE.contains(argument)) {
            throw new FailureException(
                    new Failure.NotSupported("argument " + argument, List.of("fields of the query"), 400));
        }
        if (argument.startsWith("_") || parameters.find(type, argument).isPresent()) {
            return argument;
        }
        return argument.replace('_', '-');
    }
}
