package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.hulian.fhir.subscription.SubscriptionDesk;
import org.hulian.fhir.subscription.SubscriptionDesk.Ticket;
import org.jboss.resteasy.reactive.RestPath;

/**
 * What is asked of a subscription, <a
 * href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/components.html">R5 Backport</a>.
 */
@Singleton
@Path("/fhir")
public class SubscriptionEndpoint {
    private final Doors doors;
    private final SubscriptionDesk desk;

    SubscriptionEndpoint(Doors doors, SubscriptionDesk desk) {
        this.doors = doors;
        this.desk = desk;
    }

    /** How it stands. */
    @GET
    @Path("Subscription/{id}/$status")
    public Uni<Response> status(@RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> desk.status(Exchange.key("Subscription", id), context)
                        .chain(bundle -> doors.answers().json(200, bundle, exchange)));
    }

    /** What happened, by number. */
    @GET
    @Path("Subscription/{id}/$events")
    public Uni<Response> events(@RestPath String id, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            long from = number(exchange, "eventsSinceNumber", 1);
            long to = number(exchange, "eventsUntilNumber", Long.MAX_VALUE);
            return desk.events(Exchange.key("Subscription", id), from, to, context)
                    .chain(bundle -> doors.answers().json(200, bundle, exchange));
        });
    }

    /** A ticket for a socket. */
    @GET
    @Path("Subscription/{id}/$get-ws-binding-token")
    public Uni<Response> ticket(@RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> desk.ticket(Exchange.key("Subscription", id), context)
                        .chain(ticket -> doors.answers().json(200, parameters(ticket), exchange)));
    }

    private byte[] parameters(Ticket ticket) {
        String address = doors.answers().base().replaceFirst("^http", "ws") + "/$subscription-socket";
        return """
                {"resourceType":"Parameters","parameter":[{"name":"token","valueString":"%s"},\
                {"name":"expiration","valueDateTime":"%s"},{"name":"subscription","valueString":"%s"},\
                {"name":"websocket-url","valueUrl":"%s"}]}""".formatted(ticket.token(), ticket.until(), ticket.subscription(), address)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long number(Exchange exchange, String name, long otherwise) {
        String text = exchange.parameters().first(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}")) {
            throw Exchange.malformed(name + " must be a whole number.");
        }
        return Long.parseLong(text);
    }
}
