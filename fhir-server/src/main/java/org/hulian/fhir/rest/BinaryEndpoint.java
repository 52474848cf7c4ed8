package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.resource.ResourceKey;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Content as it is, without the resource around it: <a href="https://hl7.org/fhir/R4/binary.html#rest">Binary</a>. */
@Singleton
@Path("/fhir")
public class BinaryEndpoint {
    private static final String BINARY = "Binary";

    private final Doors doors;
    private final ReadEndpoint reads;
    private final WriteEndpoint writes;
    private final Read read;

    BinaryEndpoint(Doors doors, ReadEndpoint reads, WriteEndpoint writes, Read read) {
        this.doors = doors;
        this.reads = reads;
        this.writes = writes;
        this.read = read;
    }

    /** The resource to who accepts FHIR, else the content. Its history and operations are those of every type. */
    @GET
    @Path("Binary/{id: [A-Za-z0-9.-]+}")
    public Uni<Response> content(@RestPath String id, @Context RoutingContext http) {
        String accept = http.request().getHeader("Accept");
        if (accept == null || http.request().query() != null || RawContent.isOfFhir(accept)) {
            return reads.read(BINARY, id, http);
        }
        http.request().headers().remove("Accept");
        return doors.open(
                http,
                (exchange, context) -> read.by(Exchange.key(BINARY, id), context)
                        .map(resource -> {
                            Response content = RawContent.of(resource.body())
                                    .response(accept, resource.version(), resource.updated());
                            return Answers.isUnchanged(resource, exchange) ? Answers.unchanged(resource) : content;
                        }));
    }

    /** A new Binary around content of any other type. */
    @POST
    @Path(BINARY)
    public Uni<Response> create(byte[] body, @Context RoutingContext http) {
        String type = raw(http);
        return type == null
                ? writes.create(BINARY, body, http)
                : doors.open(
                        http,
                        (exchange, context) -> writes.create(
                                Exchange.type(BINARY),
                                new RawContent(type, exchange.header("X-Security-Context"), body).json(null),
                                exchange,
                                context));
    }

    /** A new version around other content. */
    @PUT
    @Path("Binary/{id}")
    public Uni<Response> update(@RestPath String id, byte[] body, @Context RoutingContext http) {
        String type = raw(http);
        return type == null
                ? writes.update(BINARY, id, body, http)
                : doors.open(http, (exchange, context) -> {
                    ResourceKey key = Exchange.key(BINARY, id);
                    byte[] json = new RawContent(type, exchange.header("X-Security-Context"), body)
                            .json(key.id().value());
                    return writes.update(key, json, exchange, context);
                });
    }

    /** The type of content that is not a resource; null for a resource. */
    private static @Nullable String raw(RoutingContext http) {
        String type = http.request().getHeader("Content-Type");
        return type == null || RawContent.isOfFhir(type) ? null : type;
    }
}
