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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.bulk.ImportFile;
import org.hulian.fhir.bulk.ImportJob;
import org.hulian.fhir.bulk.ImportSource;
import org.hulian.fhir.bulk.Imports;
import org.hulian.fhir.bundle.SentParameters;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Bulk imports: NDJSON posted as the body, or Parameters that name files staged on the hub. The hub fetches nothing from
 * elsewhere.
 */
@Singleton
@Path("/fhir")
public class ImportEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NDJSON = "application/fhir+ndjson";
    private static final Set<String> LINES = Set.of(NDJSON, "application/ndjson", "application/x-ndjson");

    private final Doors doors;
    private final OperationInput inputs;
    private final Imports imports;

    ImportEndpoint(Doors doors, Rendering rendering, Imports imports) {
        this.doors = doors;
        this.inputs = new OperationInput(rendering);
        this.imports = imports;
    }

    /** Begins an import. */
    @POST
    @Path("$import")
    public Uni<Response> begin(byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            Asynchronous.required(exchange);
            return sources(body, exchange)
                    .chain(sources -> imports.begin(sources, context))
                    .map(id -> Asynchronous.accepted(doors.answers().base() + "/$import-job/" + id));
        });
    }

    /** 202 until it is done, then what became of the lines. */
    @GET
    @Path("$import-job/{id}")
    public Uni<Response> status(@RestPath String id, @Context RoutingContext http) {
        return doors.openAs(
                "application/json",
                http,
                (exchange, context) ->
                        imports.status(ExportEndpoint.job(id), context).map(this::answer));
    }

    /** What was refused, as NDJSON of OperationOutcomes. */
    @GET
    @Path("$import-job/{id}/errors")
    public Uni<Response> errors(@RestPath String id, @Context RoutingContext http) {
        return doors.openAs(
                NDJSON,
                http,
                (exchange, context) -> imports.errors(ExportEndpoint.job(id), context)
                        .map(lines -> Response.ok(lines)
                                .header("Content-Type", NDJSON)
                                .build()));
    }

    /** Stops it; what is written stays. */
    @DELETE
    @Path("$import-job/{id}")
    public Uni<Response> cancel(@RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> imports.cancel(ExportEndpoint.job(id), context)
                        .replaceWith(Response.accepted().build()));
    }

    private Uni<List<ImportSource>> sources(byte[] body, Exchange exchange) {
        String sent = exchange.header("Content-Type");
        String mediaType = sent == null ? "" : sent.replaceFirst(";.*$", "").strip();
        if (LINES.contains(mediaType)) {
            OperationInput.refuseUnknown(exchange.parameters(), Set.of("type"));
            return Uni.createFrom()
                    .item(List.of(new ImportSource(
                            "posted", type(exchange.parameters().first("type")), body)));
        }
        return inputs.of(body, exchange).map(ImportEndpoint::staged);
    }

    private static List<ImportSource> staged(SentParameters input) {
        if (input.parts("input").isEmpty()) {
            throw Exchange.malformed(
                    "Post NDJSON, or Parameters with at least one input.", "请提交 NDJSON，或至少含一个 input 的 Parameters。");
        }
        known(input, Set.of("input"));
        List<ImportSource> sources = new ArrayList<>();
        for (SentParameters part : input.parts("input")) {
            known(part, Set.of("url", "type"));
            String url = part.first("url");
            if (url == null) {
                throw Exchange.malformed(
                        "Each input needs a url: the name of a file staged on the hub.",
                        "每个 input 都需要 url：已放入本平台的文件名。");
            }
            if (url.contains(":")) {
                throw new FailureException(new Failure.NotSupported(
                        "Fetching " + Shown.of(url), List.of("the name of a staged file", "NDJSON as the body"), 400));
            }
            sources.add(new ImportSource(url, type(part.first("type")), null));
        }
        return sources;
    }

    private static void known(SentParameters given, Set<String> offered) {
        given.names().stream()
                .filter(name -> !offered.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new FailureException(new Failure.NotSupported(
                            "parameter " + Shown.of(name) + " of an import",
                            offered.stream().sorted().toList(),
                            400));
                });
    }

    private static @Nullable String type(@Nullable String name) {
        return name == null ? null : Exchange.typeNamed(name).name();
    }

    private Response answer(ImportJob job) {
        int done = job.files().stream().mapToInt(ImportFile::position).sum();
        int total = job.files().stream().mapToInt(ImportFile::total).sum();
        if (job.running()) {
            return Asynchronous.working(done + " of " + total + " lines");
        }
        ObjectNode manifest =
                JSON.createObjectNode().put("transactionTime", job.started().toString());
        ArrayNode output = manifest.putArray("output");
        ArrayNode error = manifest.putArray("error");
        for (ImportFile file : job.files()) {
            ObjectNode stored = output.addObject()
                    .put("inputUrl", file.name())
                    .put("count", file.written() + file.unchanged())
                    .put("written", file.written())
                    .put("unchanged", file.unchanged());
            if (file.type() != null) {
                stored.put("type", file.type());
            }
            if (file.refused() > 0) {
                error.addObject()
                        .put("type", "OperationOutcome")
                        .put("inputUrl", file.name())
                        .put("count", file.refused())
                        .put("url", doors.answers().base() + "/$import-job/" + job.id() + "/errors");
            }
        }
        return Response.ok(manifest.toString().getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", "application/json")
                .build();
    }
}
