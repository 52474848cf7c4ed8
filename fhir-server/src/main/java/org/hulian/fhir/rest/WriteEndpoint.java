package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Create;
import org.hulian.fhir.interaction.Delete;
import org.hulian.fhir.interaction.Update;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.Written;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Changes of one resource: <a href="https://hl7.org/fhir/R4/http.html#create">create</a>, <a
 * href="https://hl7.org/fhir/R4/http.html#update">update</a> and <a
 * href="https://hl7.org/fhir/R4/http.html#delete">delete</a>.
 */
@Singleton
@Path("/fhir")
public class WriteEndpoint {
    private final Doors doors;
    private final SentBody bodies;
    private final Create create;
    private final Update update;
    private final Delete delete;

    WriteEndpoint(Doors doors, Rendering rendering, Create create, Update update, Delete delete) {
        this.doors = doors;
        this.bodies = new SentBody(rendering);
        this.create = create;
        this.update = update;
        this.delete = delete;
    }

    /** A new resource under an id of the server. */
    @POST
    @Path("{type}")
    public Uni<Response> create(@RestPath String type, byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            if (exchange.header("If-None-Exist") != null) {
                throw unconditional("If-None-Exist");
            }
            return bodies.json(body, exchange)
                    .onItem()
                    .transformToUni(json -> create.by(Exchange.type(type), json, context))
                    .onItem()
                    .transformToUni(written -> answer(written, exchange));
        });
    }

    /** A new version, or the first one under an id of the client. */
    @PUT
    @Path("{type}/{id}")
    public Uni<Response> update(@RestPath String type, @RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            ResourceKey key = Exchange.key(type, id);
            if (exchange.header("If-None-Match") != null) {
                throw unconditional("If-None-Match");
            }
            return bodies.json(body, exchange)
                    .onItem()
                    .transformToUni(json -> update.by(key, json, exchange.ifMatch(), context))
                    .onItem()
                    .transformToUni(written -> answer(written, exchange));
        });
    }

    /** No body to answer with: 204, or what was done in words. */
    @DELETE
    @Path("{type}/{id}")
    public Uni<Response> delete(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> delete.by(Exchange.key(type, id), exchange.ifMatch(), context)
                        .onItem()
                        .transformToUni(deleted ->
                                exchange.preferences().answer() == Preferences.Return.OPERATION_OUTCOME
                                        ? doors.answers().done(Response.ok(), "Deleted.", exchange)
                                        : Uni.createFrom()
                                                .item(Response.noContent()
                                                        .header("ETag", Answers.etag(deleted.version()))
                                                        .build())));
    }

    private Uni<Response> answer(Written written, Exchange exchange) {
        boolean created = written.change() == Written.Change.CREATED;
        String address = doors.answers().base() + "/" + written.key() + "/_history/"
                + written.version().number();
        Response.ResponseBuilder response = Response.status(created ? 201 : 200)
                .header("ETag", Answers.etag(written.version()))
                .header("Last-Modified", Answers.date(written.updated()));
        if (created) {
            response.header("Location", address);
        } else {
            response.header("Content-Location", address);
        }
        byte[] body = written.body();
        return switch (exchange.preferences().answer()) {
            case MINIMAL -> Uni.createFrom().item(response.build());
            case OPERATION_OUTCOME -> doors.answers().done(response, created ? "Created." : "Updated.", exchange);
            case REPRESENTATION ->
                body == null
                        ? Uni.createFrom().item(response.build())
                        : doors.answers()
                                .body(
                                        response,
                                        new StoredResource(
                                                written.key(),
                                                written.version(),
                                                written.updated(),
                                                body,
                                                written.patient(),
                                                0),
                                        exchange);
        };
    }

    private static FailureException unconditional(String header) {
        return new FailureException(new Failure.NotSupported(header, List.of("If-Match"), 400));
    }
}
