package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.parameter.Reindexes;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;

/**
 * For those who run the hub: {@code $reindex} has all indexes of the types named (parameters {@code type}; all types where
 * none is) made anew in the background, {@code $reindex-status} tells how far that is, and how far the indexes of search
 * parameters defined here are.
 */
@Singleton
@Path("/fhir")
public class ReindexEndpoint {
    private static final Set<String> OFFERED = Set.of("type");

    private final Doors doors;
    private final OperationInput input;
    private final Reindexes reindexes;

    ReindexEndpoint(Doors doors, Rendering rendering, Reindexes reindexes) {
        this.doors = doors;
        this.input = new OperationInput(rendering);
        this.reindexes = reindexes;
    }

    /** Begins; where it goes on already, it goes on. */
    @POST
    @Path("$reindex")
    public Uni<Response> begin(byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> input.ofParameters(body, exchange)
                        .map(sent -> types(sent, exchange))
                        .chain(types -> reindexes.begin(types, context))
                        .map(done -> Response.accepted()
                                .header("Content-Location", doors.answers().base() + "/$reindex-status")
                                .build()));
    }

    private static List<ResourceType> types(SentParameters sent, Exchange exchange) {
        OperationInput.refuseUnknown(OperationInput.primitives(sent, exchange), OFFERED);
        List<String> named = sent.all("type");
        return named.isEmpty()
                ? ResourceTypes.r4().all().stream()
                        .filter(type -> type.store() != Store.AUDIT)
                        .toList()
                : named.stream().map(Exchange::typeNamed).toList();
    }

    /** One parameter {@code index} for each piece of work, of the types named by {@code type} or of all. */
    @GET
    @Path("$reindex-status")
    public Uni<Response> status(@Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            List<ResourceType> types = named(exchange);
            return reindexes
                    .status(context)
                    .map(states -> states.stream()
                            .filter(state -> types.isEmpty() || types.contains(state.type()))
                            .toList())
                    .chain(states -> doors.answers().json(200, parameters(states), exchange));
        });
    }

    private static List<ResourceType> named(Exchange exchange) {
        return exchange.parameters().all().stream()
                .filter(given -> given.getKey().equals("type"))
                .flatMap(given -> Stream.of(given.getValue().split(",", -1)))
                .map(Exchange::typeNamed)
                .toList();
    }

    private static byte[] parameters(List<Reindexes.State> states) {
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode all = parameters.putArray("parameter");
        for (Reindexes.State state : states) {
            ArrayNode part = all.addObject().put("name", "index").putArray("part");
            part.addObject().put("name", "type").put("valueCode", state.type().name());
            part.addObject().put("name", "parameter").put("valueString", state.parameter());
            part.addObject().put("name", "state").put("valueCode", state.state());
            part.addObject().put("name", "done").put("valueDecimal", state.done());
            part.addObject().put("name", "total").put("valueDecimal", state.total());
        }
        if (states.isEmpty()) {
            parameters.remove("parameter");
        }
        return parameters.toString().getBytes(StandardCharsets.UTF_8);
    }
}
