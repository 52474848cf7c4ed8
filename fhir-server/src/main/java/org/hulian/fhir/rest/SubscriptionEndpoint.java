package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.search.Parameters;
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
    private static final String SINCE = "eventsSinceNumber";
    private static final String UNTIL = "eventsUntilNumber";
    private static final String CONTENT = "content";

    /** Of the operations of a type; of one Subscription they are ignored, as the backport says. */
    private static final String ID = "id";

    private static final String STATUS = "status";

    private final Doors doors;
    private final OperationInput input;
    private final SubscriptionDesk desk;

    SubscriptionEndpoint(Doors doors, Rendering rendering, SubscriptionDesk desk) {
        this.doors = doors;
        this.input = new OperationInput(rendering);
        this.desk = desk;
    }

    /** How it stands. */
    @GET
    @Path("Subscription/{id}/$status")
    public Uni<Response> status(@RestPath String id, @Context RoutingContext http) {
        return statusByPost(id, OperationInput.NO_BODY, http);
    }

    /** The same by POST, as every operation may be called. */
    @POST
    @Path("Subscription/{id}/$status")
    public Uni<Response> statusByPost(@RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(http, input.plain(body, (given, exchange, context) -> status(id, given, exchange, context)));
    }

    private Uni<Response> status(String id, Parameters given, Exchange exchange, RequestContext context) {
        OperationInput.refuseUnknown(given, Set.of(ID, STATUS));
        return desk.status(Exchange.key("Subscription", id), context)
                .chain(bundle -> doors.answers().json(200, bundle, exchange));
    }

    /** What happened, by number. */
    @GET
    @Path("Subscription/{id}/$events")
    public Uni<Response> events(@RestPath String id, @Context RoutingContext http) {
        return eventsByPost(id, OperationInput.NO_BODY, http);
    }

    /** The same by POST. */
    @POST
    @Path("Subscription/{id}/$events")
    public Uni<Response> eventsByPost(@RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(http, input.plain(body, (given, exchange, context) -> events(id, given, exchange, context)));
    }

    private Uni<Response> events(String id, Parameters given, Exchange exchange, RequestContext context) {
        OperationInput.refuseUnknown(given, Set.of(SINCE, UNTIL, CONTENT));
        OperationInput.refuseRepeated(given, Set.of(SINCE, UNTIL, CONTENT));
        return desk.events(
                        Exchange.key("Subscription", id),
                        number(given, SINCE, 1),
                        number(given, UNTIL, Long.MAX_VALUE),
                        given.first(CONTENT),
                        context)
                .chain(bundle -> doors.answers().json(200, bundle, exchange));
    }

    /** A ticket for a socket. */
    @GET
    @Path("Subscription/{id}/$get-ws-binding-token")
    public Uni<Response> ticket(@RestPath String id, @Context RoutingContext http) {
        return ticketByPost(id, OperationInput.NO_BODY, http);
    }

    /** The same by POST. */
    @POST
    @Path("Subscription/{id}/$get-ws-binding-token")
    public Uni<Response> ticketByPost(@RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(http, input.plain(body, (given, exchange, context) -> ticket(id, given, exchange, context)));
    }

    private Uni<Response> ticket(String id, Parameters given, Exchange exchange, RequestContext context) {
        OperationInput.refuseUnknown(given, Set.of(ID));
        return desk.ticket(Exchange.key("Subscription", id), context)
                .chain(ticket -> doors.answers().json(200, parameters(ticket), exchange));
    }

    private byte[] parameters(Ticket ticket) {
        String address = doors.answers().base().replaceFirst("^http", "ws") + "/$subscription-socket";
        return """
                {"resourceType":"Parameters","parameter":[{"name":"token","valueString":"%s"},\
                {"name":"expiration","valueDateTime":"%s"},{"name":"subscription","valueString":"%s"},\
                {"name":"websocket-url","valueUrl":"%s"}]}""".formatted(ticket.token(), ticket.until(), ticket.subscription(), address)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long number(Parameters given, String name, long otherwise) {
        String text = given.first(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}")) {
            throw Exchange.malformed(name + " must be a whole number.", name + " 应为整数。");
        }
        return Long.parseLong(text);
    }
}
