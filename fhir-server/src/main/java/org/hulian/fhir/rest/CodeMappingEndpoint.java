package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.hulian.fhir.feed.codes.CodeMappings;
import org.hulian.fhir.feed.codes.MappingRequest;
import org.hulian.fhir.interaction.RequestContext;

/**
 * Operations on ConceptMap around senders' own codes: {@code $work} lists what waits, {@code $propose}, {@code $review}
 * and {@code $retire} are the steps, {@code $coverage} tells how much of what is sent has a target.
 *
 * @see <a href="https://hl7.org/fhir/R4/operations.html">operations</a>
 */
@Singleton
@Path("/fhir")
public class CodeMappingEndpoint {
    private static final List<String> ASKED = List.of("sender", "phase", "code", "since", "until", "_count");

    private final Doors doors;
    private final SentBody bodies;
    private final CodeMappings mappings;

    CodeMappingEndpoint(Doors doors, Rendering rendering, CodeMappings mappings) {
        this.doors = doors;
        this.bodies = new SentBody(rendering);
        this.mappings = mappings;
    }

    /** Codes that wait for a decision, and the others by phase. */
    @GET
    @Path("ConceptMap/$work")
    public Uni<Response> work(@Context RoutingContext http) {
        return look(http, mappings::work);
    }

    /** Shares of each sender's volume. */
    @GET
    @Path("ConceptMap/$coverage")
    public Uni<Response> coverage(@Context RoutingContext http) {
        return look(http, mappings::coverage);
    }

    /** A target for a code, from one steward. */
    @POST
    @Path("ConceptMap/$propose")
    public Uni<Response> propose(byte[] body, @Context RoutingContext http) {
        return step(body, http, mappings::propose);
    }

    /** The answer of another steward. */
    @POST
    @Path("ConceptMap/$review")
    public Uni<Response> review(byte[] body, @Context RoutingContext http) {
        return step(body, http, mappings::review);
    }

    /** The end of a mapping. */
    @POST
    @Path("ConceptMap/$retire")
    public Uni<Response> retire(byte[] body, @Context RoutingContext http) {
        return step(body, http, mappings::retire);
    }

    private Uni<Response> look(RoutingContext http, BiFunction<MappingRequest, RequestContext, Uni<byte[]>> operation) {
        return doors.open(
                http,
                (exchange, context) -> operation
                        .apply(asked(exchange), context)
                        .chain(json -> doors.answers().json(200, json, exchange)));
    }

    private Uni<Response> step(
            byte[] body, RoutingContext http, BiFunction<MappingRequest, RequestContext, Uni<byte[]>> operation) {
        return doors.open(
                http,
                (exchange, context) -> bodies.json(body, exchange)
                        .chain(json -> operation.apply(MappingRequest.of(json), context))
                        .chain(json -> doors.answers().json(200, json, exchange)));
    }

    private static MappingRequest asked(Exchange exchange) {
        Map<String, String> values = new HashMap<>();
        for (String name : ASKED) {
            String value = exchange.parameters().first(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return new MappingRequest(values);
    }
}
