package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.search.Parameters;

/**
 * What an operation is given: parameters of the URL, of a form, or a Parameters resource.
 *
 * @see <a href="https://hl7.org/fhir/R4/operations.html#request">operation request</a>
 */
final class OperationParameters {
    private final SentBody bodies;

    OperationParameters(Rendering rendering) {
        this.bodies = new SentBody(rendering);
    }

    /** Those of the URL first; primitive values of the body as their text. */
    Uni<Parameters> primitives(byte[] body, Exchange exchange) {
        return resource(body, exchange).map(sent -> exchange.parameters().and(primitives(sent)));
    }

    /** The Parameters resource of the body; empty where there is no body. */
    Uni<JsonNode> resource(byte[] body, Exchange exchange) {
        if (body.length == 0) {
            return Uni.createFrom().item(MissingNode.getInstance());
        }
        return bodies.json(body, exchange).map(json -> {
            JsonNode sent = FhirJson.read(json);
            if (sent == null || !sent.path("resourceType").asText().equals("Parameters")) {
                throw new FailureException(new Failure.Malformed(
                        "structure",
                        List.of(new Failure.Issue(
                                "structure",
                                "resourceType",
                                "The body of this operation is a Parameters resource.",
                                "此操作的请求内容应为 Parameters 资源。"))));
            }
            return sent;
        });
    }

    private static Parameters primitives(JsonNode sent) {
        List<Map.Entry<String, String>> given = new ArrayList<>();
        for (JsonNode parameter : sent.path("parameter")) {
            String name = parameter.path("name").asText();
            parameter.properties().forEach(member -> {
                if (member.getKey().startsWith("value") && member.getValue().isValueNode()) {
                    given.add(Map.entry(name, member.getValue().asText()));
                }
            });
        }
        return new Parameters(given);
    }

    /** Refuses what the operation does not have. */
    static void refuseUnknown(Parameters given, Set<String> offered) {
        given.without(Exchange.SHAPE).without(offered).all().stream()
                .findFirst()
                .ifPresent(unknown -> {
                    throw new FailureException(new Failure.NotSupported(
                            "parameter " + Shown.of(unknown.getKey()) + " of this operation",
                            offered.stream().sorted().toList(),
                            400));
                });
    }
}
