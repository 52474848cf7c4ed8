package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.bundle.BundleWriter;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Create;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.operation.Documents;
import org.hulian.fhir.operation.Messages;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.Parameters;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Documents and messages: {@code Composition/$document} and {@code $process-message}. */
@Singleton
@Path("/fhir")
public class DocumentEndpoint {
    private static final String PERSIST = "persist";
    private static final String CONTENT = "content";
    private static final String ASYNC = "async";
    private static final Set<String> MESSAGE = Set.of("resource", CONTENT, ASYNC);

    private final Doors doors;
    private final OperationInput input;
    private final Documents documents;
    private final Messages messages;
    private final Create create;
    private final UuidV7 ids;
    private final Clock clock;

    DocumentEndpoint(
            Doors doors,
            Rendering rendering,
            Documents documents,
            Messages messages,
            Create create,
            UuidV7 ids,
            Clock clock) {
        this.doors = doors;
        this.input = new OperationInput(rendering);
        this.documents = documents;
        this.messages = messages;
        this.create = create;
        this.ids = ids;
        this.clock = clock;
    }

    /** A Composition with what it refers to. */
    @GET
    @Path("Composition/{id}/$document")
    public Uni<Response> document(@RestPath String id, @Context RoutingContext http) {
        return documentByPost(id, OperationInput.NO_BODY, http);
    }

    /** The same with Parameters. */
    @POST
    @Path("Composition/{id}/$document")
    public Uni<Response> documentByPost(@RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(
                http, input.plain(body, (given, exchange, context) -> document(id, given, exchange, context)));
    }

    private Uni<Response> document(String id, Parameters given, Exchange exchange, RequestContext context) {
        OperationInput.refuseUnknown(given, Set.of(PERSIST));
        OperationInput.refuseRepeated(given, Set.of(PERSIST));
        boolean persist = bool(given.first(PERSIST), PERSIST);
        if (persist) {
            exchange.refuseHead();
        }
        return documents
                .of(Exchange.key("Composition", id), context)
                .map(all -> new BundleWriter(doors.answers().base()).document(ids.get(), clock.instant(), all))
                .chain(bundle -> persist
                        ? create.by(Exchange.type("Bundle"), bundle, context)
                                .chain(written -> new WriteAnswer(doors.answers()).of(written, exchange))
                        : doors.answers().json(200, bundle, exchange));
    }

    /** A message, alone or as the parameter {@code content}; the answer is a message, too, and comes at once. */
    @POST
    @Path("$process-message")
    public Uni<Response> message(byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> input.of(body, exchange)
                        .chain(sent -> messages.process(message(sent), context))
                        .chain(answer -> doors.answers().json(200, answer, exchange)));
    }

    private static byte[] message(SentParameters sent) {
        sent.names().stream()
                .filter(name -> !MESSAGE.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new FailureException(new Failure.NotSupported(
                            "parameter " + Shown.of(unknown) + " of this operation", List.of(ASYNC, CONTENT), 400));
                });
        if (bool(OperationInput.one(sent, ASYNC), ASYNC)) {
            throw new FailureException(
                    new Failure.NotSupported("async=true of this operation", List.of("async=false"), 400));
        }
        byte[] alone = sent.resource("resource");
        byte[] message = alone == null ? sent.resource(CONTENT) : alone;
        if (message == null) {
            throw Exchange.malformed(
                    "The message is missing: a Bundle as the body, or as the parameter content.",
                    "缺少消息：请以 Bundle 作为请求体，或放在参数 content 中。");
        }
        return message;
    }

    private static boolean bool(@Nullable String value, String name) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            case null -> false;
            default -> throw Exchange.malformed(name + " must be true or false.", name + " 应为 true 或 false。");
        };
    }
}
