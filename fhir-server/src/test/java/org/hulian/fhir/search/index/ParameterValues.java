package org.hulian.fhir.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What an expression gives, for tests outside this package. */
public final class ParameterValues {
    private ParameterValues() {}

    public static List<JsonNode> of(String expression, JsonNode resource) {
        List<JsonNode> values = new ArrayList<>();
        PathCompiler.compile(expression).collect(resource, values::add);
        return values;
    }
}
