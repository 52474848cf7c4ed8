package org.hulian.fhir.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A query as it was sent.
 *
 * @param document  in GraphQL
 * @param variables an object; missing where there are none
 * @param operation which of the document's operations, or null where there is one
 * @see <a href="https://spec.graphql.org/October2021/#sec-Executing-Requests">executing requests</a>
 */
public record GraphQuery(
        String document, JsonNode variables, @Nullable String operation) {}
