package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Change;
import org.hulian.fhir.interaction.Changes;
import org.hulian.fhir.interaction.Target;
import org.hulian.fhir.patch.Patch;
import org.hulian.fhir.patch.Patches;
import org.jboss.resteasy.reactive.RestPath;

/** The patch interaction, <a href="https://hl7.org/fhir/R4/http.html#patch">patch</a>, by JSON Patch or FHIRPath Patch. */
@Singleton
@Path("/fhir")
public class PatchEndpoint {
    private static final String JSON_PATCH = "application/json-patch+json";

    private final Doors doors;
    private final SentBody bodies;
    private final Patches patches;
    private final Changes changes;
    private final WriteAnswer answer;

    PatchEndpoint(Doors doors, Rendering rendering, Patches patches, Changes changes) {
        this.doors = doors;
        this.bodies = new SentBody(rendering);
        this.patches = patches;
        this.changes = changes;
        this.answer = new WriteAnswer(doors.answers());
    }

    /** Parts of one resource. */
    @PATCH
    @Path("{type}/{id}")
    public Uni<Response> patch(@RestPath String type, @RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> patch(body, exchange)
                        .chain(patch -> changes.one(
                                new Change.Patching(new Target.Id(Exchange.key(type, id)), patch, exchange.ifMatch()),
                                context))
                        .chain(changed -> answer.of(changed, exchange)));
    }

    /** Parts of whichever resource meets the criteria of the URL. */
    @PATCH
    @Path("{type}")
    public Uni<Response> patchMatch(@RestPath String type, byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            Target target = new Target.Match(Exchange.type(type), exchange.criteria());
            return patch(body, exchange)
                    .chain(patch -> changes.one(new Change.Patching(target, patch, exchange.ifMatch()), context))
                    .chain(changed -> answer.of(changed, exchange));
        });
    }

    private Uni<Patch> patch(byte[] body, Exchange exchange) {
        String given = exchange.header("Content-Type");
        String type = given == null ? "" : given.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case JSON_PATCH -> Uni.createFrom().item(() -> patches.jsonPatch(body));
            case "application/xml-patch+xml" ->
                throw new FailureException(new Failure.NotSupported(
                        "XML Patch", List.of(JSON_PATCH, "Parameters with a FHIRPath Patch"), 415));
            case "application/fhir+json", "application/fhir+xml" ->
                bodies.json(body, exchange).map(patches::fhirPathPatch);
            default ->
                throw new FailureException(new Failure.NotSupported(
                        "This Content-Type of a patch",
                        List.of(
                                JSON_PATCH,
                                "application/fhir+json with Parameters",
                                "application/fhir+xml with Parameters"),
                        415));
        };
    }
}
