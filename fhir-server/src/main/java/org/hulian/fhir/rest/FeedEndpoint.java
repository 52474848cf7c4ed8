package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.feed.Feed;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.search.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Messages over HTTP, and the feed as stewards and senders see it.
 *
 * @see <a href="https://hapifhir.github.io/hapi-hl7v2/hapi-hl7overhttp/specification.html">HL7 over HTTP</a>
 */
@Singleton
@Path("/feed")
public class FeedEndpoint {
    private static final String ER7 = "x-application/hl7-v2+er7";
    private static final Set<String> MESSAGES = Set.of(ER7, "application/hl7-v2", "application/hl7-v2+er7");

    private final Doors doors;
    private final Feed feed;

    FeedEndpoint(Doors doors, Feed feed) {
        this.doors = doors;
        this.feed = feed;
    }

    /** One message; the answer is its acknowledgement, whatever it says. */
    @POST
    public Uni<Response> receive(byte[] message, @Context RoutingContext http) {
        return open(http, (exchange, context) -> {
            ContentType sent = ContentType.of(exchange.header("Content-Type"));
            if (!MESSAGES.contains(sent.type())) {
                throw new FailureException(new Failure.MediaType(Shown.of(sent.type()), false));
            }
            String answer = sent.charset() == null ? ER7 : ER7 + "; charset=" + Shown.of(sent.charset());
            return feed.receive(message, sent.charset(), context)
                    .map(acknowledgement -> Response.ok(acknowledgement)
                            .header("Content-Type", answer)
                            .build());
        });
    }

    /** Messages, newest first. */
    @GET
    @Path("/messages")
    public Uni<Response> messages(@Context RoutingContext http) {
        return json(http, (exchange, context) -> {
            Parameters asked = exchange.parameters();
            return feed.messages(
                    asked.first("status"), asked.first("sender"), asked.first("before"), asked.first("count"), context);
        });
    }

    /** One message: problems, coverage and trace. */
    @GET
    @Path("/messages/{id}")
    public Uni<Response> message(@PathParam("id") String id, RoutingContext http) {
        return json(http, (exchange, context) -> feed.message(id, context));
    }

    /** One message as it came. */
    @GET
    @Path("/messages/{id}/content")
    public Uni<Response> content(@PathParam("id") String id, RoutingContext http) {
        return open(
                http,
                (exchange, context) -> feed.content(id, context)
                        .map(bytes -> Response.ok(bytes)
                                .header("Content-Type", ER7)
                                .header("Content-Disposition", "attachment")
                                .build()));
    }

    /** Processes a message again. */
    @POST
    @Path("/messages/{id}/$replay")
    public Uni<Response> replay(@PathParam("id") String id, RoutingContext http) {
        return json(http, (exchange, context) -> feed.replay(id, context));
    }

    /** Codes and units no map knows. */
    @GET
    @Path("/unmapped")
    public Uni<Response> unmapped(@Context RoutingContext http) {
        return json(
                http,
                (exchange, context) -> feed.unmapped(
                        exchange.parameters().first("sender"),
                        exchange.parameters().first("count"),
                        context));
    }

    private Uni<Response> json(RoutingContext http, BiFunction<Exchange, RequestContext, Uni<String>> work) {
        return open(
                http,
                (exchange, context) -> work.apply(exchange, context)
                        .map(json -> Response.ok(json)
                                .header("Content-Type", "application/json")
                                .build()));
    }

    /** What these addresses answer is not negotiated; a failure is an OperationOutcome in JSON. */
    private Uni<Response> open(RoutingContext http, BiFunction<Exchange, RequestContext, Uni<Response>> work) {
        http.request().headers().remove("Accept");
        return doors.open(http, work);
    }

    private record ContentType(String type, @Nullable String charset) {
        static ContentType of(@Nullable String header) {
            String[] parts = (header == null ? "" : header).split(";", -1);
            String charset = null;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip();
                if (parameter.toLowerCase(Locale.ROOT).startsWith("charset=")) {
                    charset = parameter.substring("charset=".length()).replace("\"", "");
                }
            }
            return new ContentType(parts[0].strip().toLowerCase(Locale.ROOT), charset);
        }
    }
}
