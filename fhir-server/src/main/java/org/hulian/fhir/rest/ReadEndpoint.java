package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.hulian.fhir.interaction.Read;
import org.jboss.resteasy.reactive.RestPath;

/** The read interaction, <a href="https://hl7.org/fhir/R4/http.html#read">read</a>. */
@Singleton
@Path("/fhir")
public class ReadEndpoint {
    private final Doors doors;
    private final Read read;

    ReadEndpoint(Doors doors, Read read) {
        this.doors = doors;
        this.read = read;
    }

    /** The current version. */
    @GET
    @Path("{type}/{id}")
    public Uni<Response> read(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> read.by(Exchange.key(type, id), context)
                        .onItem()
                        .transformToUni(resource -> doors.answers().resource(resource, exchange)));
    }
}
