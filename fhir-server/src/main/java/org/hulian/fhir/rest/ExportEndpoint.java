package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.bulk.ExportFile;
import org.hulian.fhir.bulk.ExportJob;
import org.hulian.fhir.bulk.ExportScope;
import org.hulian.fhir.bulk.Exports;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Bulk Data exports: <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">kick-off, status and manifest</a>.
 */
@Singleton
@Path("/fhir")
public class ExportEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Doors doors;
    private final OperationInput inputs;
    private final Exports exports;

    ExportEndpoint(Doors doors, Rendering rendering, Exports exports) {
        this.doors = doors;
        this.inputs = new OperationInput(rendering);
        this.exports = exports;
    }

    /** Everything the caller may see. */
    @GET
    @Path("$export")
    public Uni<Response> system(@Context RoutingContext http) {
        return systemByPost(OperationInput.NO_BODY, http);
    }

    /** The same, asked for by Parameters. */
    @POST
    @Path("$export")
    public Uni<Response> systemByPost(byte[] body, @Context RoutingContext http) {
        return begin(new ExportScope.Everything(), body, http);
    }

    /** All patients, and what is about them. */
    @GET
    @Path("Patient/$export")
    public Uni<Response> patients(@Context RoutingContext http) {
        return patientsByPost(OperationInput.NO_BODY, http);
    }

    /** The same, asked for by Parameters. */
    @POST
    @Path("Patient/$export")
    public Uni<Response> patientsByPost(byte[] body, @Context RoutingContext http) {
        return begin(new ExportScope.Patients(Set.of()), body, http);
    }

    /** The members of a Group. */
    @GET
    @Path("Group/{id}/$export")
    public Uni<Response> group(@RestPath String id, @Context RoutingContext http) {
        return groupByPost(id, OperationInput.NO_BODY, http);
    }

    /** The same, asked for by Parameters. */
    @POST
    @Path("Group/{id}/$export")
    public Uni<Response> groupByPost(@RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) ->
                        kickOff(new ExportScope.Group(Exchange.key("Group", id), Set.of()), body, exchange, context));
    }

    /** 202 until it can be read, then the manifest. */
    @GET
    @Path("$export-job/{id}")
    public Uni<Response> status(@RestPath String id, @Context RoutingContext http) {
        return doors.openAs(
                "application/json",
                http,
                (exchange, context) -> exports.status(job(id), context).map(this::answer));
    }

    /** Forgets it. */
    @DELETE
    @Path("$export-job/{id}")
    public Uni<Response> cancel(@RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> exports.cancel(job(id), context)
                        .replaceWith(Response.accepted().build()));
    }

    /** The id in an address; what is no id is not there. */
    static UUID job(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new FailureException(new Failure.NotFound("Job " + Shown.of(id)));
        }
    }

    private Uni<Response> begin(ExportScope scope, byte[] body, RoutingContext http) {
        return doors.open(http, (exchange, context) -> kickOff(scope, body, exchange, context));
    }

    private Uni<Response> kickOff(ExportScope scope, byte[] body, Exchange exchange, RequestContext context) {
        exchange.refuseHead();
        Asynchronous.required(exchange);
        return inputs.ofParameters(body, exchange)
                .map(sent -> ExportParameters.order(
                        scope, sent, exchange, doors.answers().base()))
                .chain(order -> exports.begin(order, context))
                .map(id -> Asynchronous.accepted(doors.answers().base() + "/$export-job/" + id));
    }

    private Response answer(ExportJob job) {
        return switch (job.state()) {
            case PLANNING -> Asynchronous.working("planning");
            case FAILED -> throw refused(job.refusal());
            case READY ->
                Response.ok(manifest(job))
                        .header("Content-Type", "application/json")
                        .header(
                                "Expires",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        job.expires().atOffset(ZoneOffset.UTC)))
                        .build();
        };
    }

    /** One that failed before its reasons were kept is told to be begun again. */
    private static FailureException refused(Failure.@Nullable Issue known) {
        Failure.Issue why = known != null
                ? known
                : new Failure.Issue("processing", "", "The export failed. Begin it again.", "导出失败，请重新发起。");
        return new FailureException(new Failure.Malformed(why.code(), List.of(why)));
    }

    private byte[] manifest(ExportJob job) {
        ObjectNode manifest = JSON.createObjectNode()
                .put("transactionTime", job.started().toString())
                .put("request", job.order().url())
                .put("requiresAccessToken", true);
        ArrayNode output = manifest.putArray("output");
        ArrayNode deleted = manifest.putArray("deleted");
        List<ExportFile> files = job.files();
        for (int i = 0; i < files.size(); i++) {
            ExportFile file = files.get(i);
            String url = doors.answers().base() + "/$export-job/" + job.id() + "/" + i;
            if (file.deleted()) {
                deleted.addObject().put("type", "Bundle").put("url", url);
            } else {
                output.addObject().put("type", file.type()).put("url", url).put("count", file.count());
            }
        }
        manifest.putArray("error");
        return manifest.toString().getBytes(StandardCharsets.UTF_8);
    }
}
