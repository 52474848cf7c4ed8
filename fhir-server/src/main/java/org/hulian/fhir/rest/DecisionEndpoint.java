package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.recognition.decision.Decide;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The operation {@code $recognize-decision}: rely on an earlier result, or repeat the test for a lawful reason the
 * patient was told.
 *
 * @see <a href="https://hl7.org/fhir/R4/operations.html">operations</a>
 */
@Singleton
@Path("/fhir")
public class DecisionEndpoint {
    private final Doors doors;
    private final SentBody bodies;
    private final Decide decide;

    DecisionEndpoint(Doors doors, Rendering rendering, Decide decide) {
        this.doors = doors;
        this.bodies = new SentBody(rendering);
        this.decide = decide;
    }

    /** On a stored order. */
    @POST
    @Path("ServiceRequest/{id}/$recognize-decision")
    public Uni<Response> stored(@RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> parameters(body, exchange)
                        .onItem()
                        .transformToUni(sent -> decide.by(Exchange.key("ServiceRequest", id), sent, context))
                        .onItem()
                        .transformToUni(
                                decided -> doors.answers().json(200, DecisionParameters.of(decided), exchange)));
    }

    /** On an order that is sent with it, such as the draft a CDS Hooks card was about. */
    @POST
    @Path("ServiceRequest/$recognize-decision")
    public Uni<Response> sent(byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> parameters(body, exchange)
                        .onItem()
                        .transformToUni(sent -> decide.byNew(sent, context))
                        .onItem()
                        .transformToUni(
                                decided -> doors.answers().json(201, DecisionParameters.of(decided), exchange)));
    }

    private Uni<JsonNode> parameters(byte[] body, Exchange exchange) {
        return bodies.json(body, exchange).map(json -> {
            JsonNode parameters = FhirJson.read(json);
            if (parameters == null || !parameters.path("resourceType").asText().equals("Parameters")) {
                throw new FailureException(new Failure.Malformed(
                        "structure",
                        List.of(new Failure.Issue(
                                "structure", "", "The body must be a Parameters resource.", "请求内容须为 Parameters 资源。"))));
            }
            return parameters;
        });
    }
}
