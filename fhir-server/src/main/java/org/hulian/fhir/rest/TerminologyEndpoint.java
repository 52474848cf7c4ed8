package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Consult;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.operation.terminology.Instances;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.terminology.operation.Operation;
import org.hulian.terminology.operation.Operations;
import org.hulian.terminology.operation.Operations.Reader;
import org.hulian.terminology.operation.Reply;
import org.hulian.terminology.operation.Request;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The terminology operations, by GET and POST, on types and on stored instances.
 *
 * @see <a href="https://hl7.org/fhir/R4/terminology-service.html">terminology service</a>
 */
@Singleton
@Path("/fhir")
public class TerminologyEndpoint {
    private static final String TYPE = "{type: CodeSystem|ValueSet|ConceptMap}";
    private static final String CALL =
            "{call: \\$(?:lookup|validate-code|batch-validate-code|expand|subsumes|translate)}";

    private final Doors doors;
    private final SentBody bodies;
    private final Consult consult;
    private final Read read;
    private final Operations operations;
    private final WorkerExecutor workers;

    TerminologyEndpoint(
            Doors doors, Rendering rendering, Consult consult, Read read, Operations operations, Vertx vertx) {
        this.doors = doors;
        this.bodies = new SentBody(rendering);
        this.consult = consult;
        this.read = read;
        this.operations = operations;
        this.workers = vertx.createSharedWorkerExecutor(
                "terminology", Runtime.getRuntime().availableProcessors());
    }

    /** On a type, with parameters in the URL. */
    @GET
    @Path(TYPE + "/" + CALL)
    public Uni<Response> asked(@RestPath String type, @RestPath String call, @Context RoutingContext http) {
        return doors.open(
                http, (exchange, context) -> answer(operation(type, call), () -> ofUrl(exchange), exchange, context));
    }

    /** On a type, with a Parameters resource. */
    @POST
    @Path(TYPE + "/" + CALL)
    public Uni<Response> sent(@RestPath String type, @RestPath String call, byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> bodies.json(body, exchange)
                        .chain(json -> answer(operation(type, call), () -> Request.ofBody(json), exchange, context)));
    }

    /** On a stored resource, with parameters in the URL. */
    @GET
    @Path(TYPE + "/{id}/" + CALL)
    public Uni<Response> askedOf(
            @RestPath String type, @RestPath String id, @RestPath String call, @Context RoutingContext http) {
        return doors.open(
                http, (exchange, context) -> ofStored(type, id, call, () -> ofUrl(exchange), exchange, context));
    }

    /** On a stored resource, with a Parameters resource. */
    @POST
    @Path(TYPE + "/{id}/" + CALL)
    public Uni<Response> sentTo(
            @RestPath String type,
            @RestPath String id,
            @RestPath String call,
            byte[] body,
            @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> bodies.json(body, exchange)
                        .chain(json -> ofStored(type, id, call, () -> Request.ofBody(json), exchange, context)));
    }

    /** A closure table of the caller. */
    @POST
    @Path("$closure")
    public Uni<Response> closure(byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> bodies.json(body, exchange)
                        .chain(json -> consult.by(
                                ResourceTypes.r4().get("CodeSystem"),
                                "$closure",
                                context,
                                () -> onWorker(() -> operations.closure(
                                        context.caller().clientId() + " "
                                                + context.caller().subject(),
                                        () -> Request.ofBody(json),
                                        reader(exchange)))))
                        .chain(reply -> told(reply, exchange)));
    }

    private Uni<Response> ofStored(
            String type, String id, String call, Supplier<Request> request, Exchange exchange, RequestContext context) {
        Operation operation = operation(type, call);
        if (!operation.isOnInstances()) {
            throw notOffered(type, call);
        }
        return read.by(Exchange.key(type, id), context)
                .chain(stored -> answer(
                        operation, () -> Instances.about(operation, stored.body(), request.get()), exchange, context));
    }

    private Uni<Response> answer(
            Operation operation, Supplier<Request> request, Exchange exchange, RequestContext context) {
        return consult.by(
                        ResourceTypes.r4().get(operation.type()),
                        operation.type() + "/" + operation.call(),
                        context,
                        () -> operation.isPrompt()
                                ? Uni.createFrom().item(() -> operations.answer(operation, request, reader(exchange)))
                                : onWorker(() -> operations.answer(operation, request, reader(exchange))))
                .chain(reply -> told(reply, exchange));
    }

    /** What may look through a whole code system holds up no other request. */
    private Uni<Reply> onWorker(Callable<Reply> work) {
        return Uni.createFrom()
                .completionStage(() -> workers.executeBlocking(work, false).toCompletionStage());
    }

    private Uni<Response> told(Reply reply, Exchange exchange) {
        return doors.answers().json(reply.status(), reply.json(), exchange);
    }

    private static Reader reader(Exchange exchange) {
        return new Reader(exchange.language(), exchange.header("Accept-Language"));
    }

    private static Request ofUrl(Exchange exchange) {
        return Request.ofQuery(exchange.parameters().without(Exchange.SHAPE).all());
    }

    private static Operation operation(String type, String call) {
        return Operation.of(type, call).orElseThrow(() -> notOffered(type, call));
    }

    private static FailureException notOffered(String type, String call) {
        return new FailureException(new Failure.NotSupported(type + "/" + call, List.of(), 404));
    }
}
