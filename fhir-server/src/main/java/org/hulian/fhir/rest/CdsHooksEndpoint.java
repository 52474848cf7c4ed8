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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Search;
import org.hulian.fhir.interaction.Told;
import org.hulian.fhir.recognition.order.Advice;
import org.hulian.fhir.recognition.order.RecogniseInForce;
import org.hulian.fhir.recognition.resource.Order;
import org.hulian.fhir.recognition.resource.OrderReader;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.SearchParser;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Recognition inside a physician's own system, <a href="https://cds-hooks.hl7.org/2.0/">CDS Hooks 2.0</a>: the same
 * question as {@code $recognize}, with the same access, answered in cards.
 */
@Singleton
@Path("/cds-services")
public class CdsHooksEndpoint {
    private static final String JSON = "application/json;charset=utf-8";

    /** Services and the hook each answers. */
    private static final Map<String, String> SERVICES = Map.of(
            "hulian-recognition-select", "order-select",
            "hulian-recognition-sign", "order-sign");

    private static final String DISCOVERY =
            """
            {"services":[%s,%s]}""".formatted(service("hulian-recognition-select"), service("hulian-recognition-sign"));

    private final Doors doors;
    private final RecogniseInForce recognise;
    private final OrderReader orders;
    private final UuidV7 ids;
    private final Search search;
    private final SearchParser parser;
    private final Told told;
    private final Clock clock;
    private final String operation;

    CdsHooksEndpoint(
            Doors doors,
            RecogniseInForce recognise,
            OrderReader orders,
            UuidV7 ids,
            Search search,
            SearchParser parser,
            Told told,
            Clock clock) {
        this.told = told;
        this.clock = clock;
        this.operation = doors.answers().base() + "/ServiceRequest/$recognize-decision";
        this.search = search;
        this.parser = parser;
        this.doors = doors;
        this.recognise = recognise;
        this.orders = orders;
        this.ids = ids;
    }

    /** What there is, for everybody. */
    @GET
    public Uni<Response> discovery(@Context RoutingContext http) {
        return doors.openToAll(
                http, exchange -> Uni.createFrom().item(json(DISCOVERY.getBytes(StandardCharsets.UTF_8))));
    }

    /** Cards for drafts of orders. */
    @POST
    @Path("{service}")
    public Uni<Response> call(@RestPath String service, byte[] body, @Context RoutingContext http) {
        return doors.openWith(HookRequest.token(body), http, (exchange, context) -> {
            String hook = SERVICES.get(service);
            if (hook == null) {
                throw new FailureException(new Failure.NotFound("cds-services/" + Shown.of(service)));
            }
            HookRequest request = HookRequest.read(body, hook, orders);
            HookCards cards = new HookCards(
                    context.language(),
                    ids,
                    new HookCards.Signing(request.drafts(), context.caller(), now(), operation));
            if (request.orders().isEmpty()) {
                return Uni.createFrom().item(json(cards.of(List.of())));
            }
            return here(request, context)
                    .chain(orders -> orders.isEmpty()
                            ? Uni.createFrom().item(json(cards.of(List.of())))
                            : recognise.by(orders, context).map(lines -> json(cards.of(Advice.of(lines)))));
        });
    }

    /** What became of cards: kept in the signed log. A decision itself is taken by {@code $recognize-decision}. */
    @POST
    @Path("{service}/feedback")
    public Uni<Response> feedback(@RestPath String service, byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            if (!SERVICES.containsKey(service)) {
                throw new FailureException(new Failure.NotFound("cds-services/" + Shown.of(service)));
            }
            if (context.caller().institutionCode() == null) {
                throw new FailureException(new Failure.Forbidden("institution-needed"));
            }
            Uni<Void> kept = Uni.createFrom().voidItem();
            for (String line : HookFeedback.read(body)) {
                kept = kept.chain(() -> told.by("cds-services/" + service + "/feedback?" + line, context));
            }
            return kept.replaceWith(() -> Response.ok().build());
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The orders of the patient as this hub knows them; none where the caller may not see that it does. Of several
     * records of one resident that of the caller's own institution is taken: each stands for all.
     */
    private Uni<List<Order>> here(HookRequest request, RequestContext context) {
        if (request.identifiers().isEmpty()) {
            return Uni.createFrom().item(request.orders());
        }
        Map<String, List<String>> query = Map.of("identifier", List.of(String.join(",", request.identifiers())));
        return search.by(
                        "Patient of a hook",
                        () -> List.of(parser.parse(ResourceTypes.r4().get("Patient"), query, false)),
                        context)
                .map(page -> page.matches().stream()
                        .min(Comparator.comparing(
                                match -> match.owner() != context.caller().institution()))
                        .map(match -> request.orders().stream()
                                .map(order -> order.about(match.key().toString()))
                                .toList())
                        .orElse(List.of()));
    }

    private static Response json(byte[] content) {
        return Response.ok(content).header("Content-Type", JSON).build();
    }

    private static String service(String id) {
        return """
                {"hook":"%s","id":"%s","title":"Mutual recognition of results 检查检验结果互认",\
                "description":"Says before a test is ordered whether an earlier result may be relied on, and why. \
                开单前提示是否已有可互认的既往结果及理由。",\
                "prefetch":{"patient":"Patient/{{context.patientId}}"},\
                "usageRequirements":"A bearer token of the hub in Authorization or fhirAuthorization."}""".formatted(SERVICES.get(id), id);
    }
}
