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
import java.util.Set;
import org.hulian.fhir.bundle.BundleWriter;
import org.hulian.fhir.interaction.Create;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.operation.Documents;
import org.hulian.fhir.operation.Messages;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.Parameters;
import org.jboss.resteasy.reactive.RestPath;

/** Documents and messages: {@code Composition/$document} and {@code $process-message}. */
@Singleton
@Path("/fhir")
public class DocumentEndpoint {
    private final Doors doors;
    private final OperationInput input;
    private final SentBody bodies;
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
        this.bodies = new SentBody(rendering);
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
        OperationInput.refuseUnknown(given, Set.of("persist"));
        return documents
                .of(Exchange.key("Composition", id), context)
                .map(all -> new BundleWriter(doors.answers().base()).document(ids.get(), clock.instant(), all))
                .chain(bundle -> "true".equals(given.first("persist"))
                        ? create.by(Exchange.type("Bundle"), bundle, context)
                                .chain(written -> new WriteAnswer(doors.answers()).of(written, exchange))
                        : doors.answers().json(200, bundle, exchange));
    }

    /** A message; the answer is a message, too. */
    @POST
    @Path("$process-message")
    public Uni<Response> message(byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            OperationInput.refuseUnknown(exchange.parameters(), Set.of());
            return bodies.json(body, exchange)
                    .chain(json -> messages.process(json, context))
                    .chain(answer -> doors.answers().json(200, answer, exchange));
        });
    }
}
