package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Everything;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.search.Parameters;
import org.jboss.resteasy.reactive.RestPath;

/** {@code $everything} of a patient or an encounter, in pages. */
@Singleton
@Path("/fhir")
public class EverythingEndpoint {
    private final Doors doors;
    private final OperationInput input;
    private final Everything everything;
    private final EverythingAnswer answer;

    EverythingEndpoint(Doors doors, Rendering rendering, Everything everything, EverythingAnswer answer) {
        this.doors = doors;
        this.input = new OperationInput(rendering);
        this.everything = everything;
        this.answer = answer;
    }

    /** All of a patient, or of an encounter. */
    @GET
    @Path("{type}/{id}/$everything")
    public Uni<Response> byGet(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return byPost(type, id, OperationInput.NO_BODY, http);
    }

    /** The same with Parameters. */
    @POST
    @Path("{type}/{id}/$everything")
    public Uni<Response> byPost(@RestPath String type, @RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(
                http, input.plain(body, (given, exchange, context) -> page(focus(type, id), given, exchange, context)));
    }

    private Uni<Response> page(ResourceKey focus, Parameters given, Exchange exchange, RequestContext context) {
        Everything.Asked asked = answer.asked(focus, given, context);
        return everything
                .by(asked, context)
                .chain(page -> doors.answers().json(200, answer.bundle(asked, given, page, context), exchange));
    }

    private static ResourceKey focus(String type, String id) {
        if (!type.equals("Patient") && !type.equals("Encounter")) {
            throw new FailureException(new Failure.NotSupported(
                    "$everything of " + Shown.of(type),
                    List.of("Patient/[id]/$everything", "Encounter/[id]/$everything"),
                    400));
        }
        return Exchange.key(type, id);
    }
}
