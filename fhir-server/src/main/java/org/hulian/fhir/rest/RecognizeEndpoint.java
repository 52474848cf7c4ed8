package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.recognition.order.OrderedUnit;
import org.hulian.fhir.recognition.order.RecogniseOrders;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.recognition.resource.Order;
import org.hulian.fhir.recognition.resource.OrderReader;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The operation {@code $recognize}: is there an earlier result that may stand in for what is ordered? Asked before an
 * order is stored with the order itself, a Bundle or Parameters; of a stored one by its id.
 *
 * @see <a href="https://hl7.org/fhir/R4/operations.html">operations</a>
 */
@Singleton
@Path("/fhir")
public class RecognizeEndpoint {
    private final Doors doors;
    private final SentBody bodies;
    private final Read read;
    private final RecogniseOrders recognise;
    private final OrderReader orders;
    private final VerdictParameters verdicts;

    RecognizeEndpoint(
            Doors doors,
            Rendering rendering,
            Read read,
            RecogniseOrders recognise,
            OrderReader orders,
            OrderedUnit units) {
        this.doors = doors;
        this.bodies = new SentBody(rendering);
        this.read = read;
        this.recognise = recognise;
        this.orders = orders;
        this.verdicts = new VerdictParameters(units);
    }

    /** Orders that are not stored yet. */
    @POST
    @Path("ServiceRequest/$recognize")
    public Uni<Response> sent(byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> bodies.json(body, exchange)
                        .onItem()
                        .transformToUni(json -> answer(ordersOf(json), exchange, context)));
    }

    /** A stored order. */
    @GET
    @Path("ServiceRequest/{id}/$recognize")
    public Uni<Response> stored(@RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> read.by(Exchange.key("ServiceRequest", id), context)
                        .onItem()
                        .transformToUni(order -> answer(ordersOf(order.body()), exchange, context)));
    }

    /** The same, for clients that only post operations. */
    @POST
    @Path("ServiceRequest/{id}/$recognize")
    public Uni<Response> storedByPost(@RestPath String id, @Context RoutingContext http) {
        return stored(id, http);
    }

    private Uni<Response> answer(List<Order> asked, Exchange exchange, RequestContext context) {
        return recognise
                .by(asked, context)
                .onItem()
                .transformToUni(lines -> doors.answers().json(200, verdicts.of(recognise.version(), lines), exchange));
    }

    private List<Order> ordersOf(byte[] json) {
        JsonNode body = FhirJson.read(json);
        if (body == null) {
            throw new FailureException(new Failure.Malformed("structure", List.of()));
        }
        return orders.read(body);
    }
}
