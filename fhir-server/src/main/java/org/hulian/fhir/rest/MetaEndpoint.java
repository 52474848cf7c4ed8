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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Change;
import org.hulian.fhir.interaction.Changes;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Target;
import org.hulian.fhir.patch.MetaPatch;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Labels of a resource: <a href="https://hl7.org/fhir/R4/resource-operation-meta.html">$meta</a>, <a
 * href="https://hl7.org/fhir/R4/resource-operation-meta-add.html">$meta-add</a> and <a
 * href="https://hl7.org/fhir/R4/resource-operation-meta-delete.html">$meta-delete</a>.
 */
@Singleton
@Path("/fhir")
public class MetaEndpoint {
    private final Doors doors;
    private final OperationInput input;
    private final Read read;
    private final Changes changes;

    MetaEndpoint(Doors doors, Rendering rendering, Read read, Changes changes) {
        this.doors = doors;
        this.input = new OperationInput(rendering);
        this.read = read;
        this.changes = changes;
    }

    /** The labels a resource has. */
    @GET
    @Path("{type}/{id}/$meta")
    public Uni<Response> meta(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) ->
                        read.by(Exchange.key(type, id), context).chain(resource -> answer(resource.body(), exchange)));
    }

    /** The same, for clients that only post operations. */
    @POST
    @Path("{type}/{id}/$meta")
    public Uni<Response> metaByPost(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return meta(type, id, http);
    }

    /** Adds what is not there yet, in a new version. */
    @POST
    @Path("{type}/{id}/$meta-add")
    public Uni<Response> add(@RestPath String type, @RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> change(type, id, body, true, exchange, context));
    }

    /** Takes away what is there, in a new version. */
    @POST
    @Path("{type}/{id}/$meta-delete")
    public Uni<Response> delete(@RestPath String type, @RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> change(type, id, body, false, exchange, context));
    }

    private Uni<Response> change(
            String type, String id, byte[] body, boolean adding, Exchange exchange, RequestContext context) {
        Target target = new Target.Id(Exchange.key(type, id));
        return input.ofParameters(body, exchange)
                .map(MetaEndpoint::labels)
                .chain(labels -> changes.one(
                        new Change.Patching(target, new MetaPatch(labels, adding), exchange.ifMatch()), context))
                .chain(changed -> answer(
                        Objects.requireNonNull(changed.written().getFirst().body()), exchange));
    }

    private static JsonNode labels(SentParameters sent) {
        List<byte[]> given = sent.elements("meta");
        if (!given.isEmpty()) {
            return Objects.requireNonNull(FhirJson.read(given.getFirst()));
        }
        throw new FailureException(new Failure.Malformed(
                "required",
                List.of(new Failure.Issue(
                        "required",
                        "Parameters.parameter",
                        "The parameter meta with a valueMeta is missing.",
                        "缺少带 valueMeta 的参数 meta。"))));
    }

    private Uni<Response> answer(byte[] body, Exchange exchange) {
        JsonNode resource = Objects.requireNonNull(FhirJson.read(body));
        String parameters = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"return\",\"valueMeta\":"
                + resource.path("meta") + "}]}";
        return doors.answers().json(200, parameters.getBytes(StandardCharsets.UTF_8), exchange);
    }
}
