package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.graphql.GraphQuery;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.search.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * A query in the URL ({@code query}, {@code variables}, {@code operationName}), as {@code application/graphql}, as the
 * JSON of GraphQL over HTTP, or as Parameters.
 *
 * @see <a href="https://graphql.org/learn/serving-over-http/">serving over HTTP</a>
 */
final class GraphInput {
    private static final Set<String> OFFERED = Set.of("operationName", "query", "variables");

    private final OperationInput parameters;

    GraphInput(Rendering rendering) {
        this.parameters = new OperationInput(rendering);
    }

    Uni<GraphQuery> of(byte[] body, Exchange exchange) {
        String contentType = exchange.header("Content-Type");
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        if (body.length > 0 && type.equals("application/graphql")) {
            String document = new String(body, StandardCharsets.UTF_8);
            return Uni.createFrom().item(() -> query(document, exchange.parameters()));
        }
        if (body.length > 0 && type.equals("application/json")) {
            return Uni.createFrom().item(() -> ofJson(body));
        }
        return parameters.primitives(body, exchange).map(given -> {
            OperationInput.refuseUnknown(given, OFFERED);
            OperationInput.refuseRepeated(given, OFFERED);
            return query(given.first("query"), given);
        });
    }

    private static GraphQuery query(@Nullable String document, Parameters given) {
        String variables = given.first("variables");
        return new GraphQuery(
                required(document),
                variables == null
                        ? MissingNode.getInstance()
                        : object(FhirJson.read(variables.getBytes(StandardCharsets.UTF_8))),
                given.first("operationName"));
    }

    private static GraphQuery ofJson(byte[] body) {
        JsonNode sent = object(FhirJson.read(body));
        JsonNode variables = sent.path("variables");
        JsonNode operation = sent.path("operationName");
        return new GraphQuery(
                required(sent.path("query").isTextual() ? sent.path("query").asText() : null),
                variables.isMissingNode() || variables.isNull() ? MissingNode.getInstance() : object(variables),
                operation.isTextual() ? operation.asText() : null);
    }

    private static JsonNode object(@Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            throw Exchange.malformed(
                    "The request, and its variables, must be JSON objects.", "请求及其 variables 应为 JSON 对象。");
        }
        return json;
    }

    private static String required(@Nullable String document) {
        if (document == null || document.isBlank()) {
            throw new FailureException(new Failure.Malformed(
                    "required",
                    List.of(new Failure.Issue("required", "query", "The query is missing.", "缺少查询 query。"))));
        }
        return document;
    }
}
