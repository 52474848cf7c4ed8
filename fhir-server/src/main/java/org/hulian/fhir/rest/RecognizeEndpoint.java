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
import java.util.Objects;
import java.util.stream.Stream;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.recognition.order.OrderedUnit;
import org.hulian.fhir.recognition.order.RecogniseInForce;
import org.hulian.fhir.recognition.order.VerdictParameters;
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
    /** Stored orders a group may point at, and how many are read at a time. */
    private static final int MOST_STORED = 50;

    private static final int AT_ONCE = 4;

    private final Doors doors;
    private final SentBody bodies;
    private final Read read;
    private final RecogniseInForce recognise;
    private final OrderReader orders;
    private final VerdictParameters verdicts;

    RecognizeEndpoint(
            Doors doors,
            Rendering rendering,
            Read read,
            RecogniseInForce recognise,
            OrderReader orders,
            OrderedUnit units) {
        this.doors = doors;
        this.bodies = new SentBody(rendering);
        this.read = read;
        this.recognise = recognise;
        this.orders = orders;
        this.verdicts = new VerdictParameters(units);
    }

    /** Orders that are not stored yet; a RequestGroup may point at stored ones. */
    @POST
    @Path("ServiceRequest/$recognize")
    public Uni<Response> sent(byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> bodies.json(body, exchange)
                        .chain(json -> ordersOf(json, context))
                        .chain(found -> answer(found, exchange, context)));
    }

    /** A stored order, or a stored group of orders. */
    @GET
    @Path("{type:ServiceRequest|RequestGroup}/{id}/$recognize")
    public Uni<Response> stored(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> read.by(Exchange.key(type, id), context)
                        .chain(order -> ordersOf(order.body(), context))
                        .chain(found -> answer(found, exchange, context)));
    }

    /** The same, for clients that only post operations. */
    @POST
    @Path("{type:ServiceRequest|RequestGroup}/{id}/$recognize")
    public Uni<Response> storedByPost(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return stored(type, id, http);
    }

    private Uni<Response> answer(List<Order> asked, Exchange exchange, RequestContext context) {
        return recognise
                .by(asked, context)
                .chain(lines -> doors.answers().json(200, verdicts.of(recognise.version(lines), lines), exchange));
    }

    /** The orders of a body, then those it points at, which the caller must be able to read. */
    private Uni<List<Order>> ordersOf(byte[] json, RequestContext context) {
        JsonNode body = FhirJson.read(json);
        if (body == null) {
            throw new FailureException(new Failure.Malformed("structure", List.of()));
        }
        List<Order> here = orders.read(body);
        List<String> elsewhere = orders.elsewhere(body);
        if (elsewhere.isEmpty()) {
            return Uni.createFrom().item(here);
        }
        if (elsewhere.size() > MOST_STORED) {
            throw new FailureException(new Failure.TooCostly("orders in one group", MOST_STORED, elsewhere.size()));
        }
        List<Uni<List<Order>>> stored = elsewhere.stream()
                .map(reference -> read.by(
                                Exchange.key("ServiceRequest", reference.substring("ServiceRequest/".length())),
                                context)
                        .map(found -> orders.read(Objects.requireNonNull(FhirJson.read(found.body())))))
                .toList();
        return Uni.join()
                .all(stored)
                .usingConcurrencyOf(AT_ONCE)
                .andFailFast()
                .map(read -> Stream.concat(here.stream(), read.stream().flatMap(List::stream))
                        .toList());
    }
}
