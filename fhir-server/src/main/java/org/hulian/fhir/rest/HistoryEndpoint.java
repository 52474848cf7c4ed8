package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.History;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.VersionRead;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Version;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Versions: <a href="https://hl7.org/fhir/R4/http.html#vread">vread</a> and <a
 * href="https://hl7.org/fhir/R4/http.html#history">history</a>.
 */
@Singleton
@Path("/fhir")
public class HistoryEndpoint {
    private final Doors doors;
    private final VersionRead versionRead;
    private final History history;
    private final HistoryAnswer answer;

    HistoryEndpoint(Doors doors, VersionRead versionRead, History history, HistoryAnswer answer) {
        this.doors = doors;
        this.versionRead = versionRead;
        this.history = history;
        this.answer = answer;
    }

    /** One version. */
    @GET
    @Path("{type}/{id}/_history/{version}")
    public Uni<Response> version(
            @RestPath String type, @RestPath String id, @RestPath String version, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            ResourceKey key = Exchange.key(type, id);
            Version asked = Exchange.version(version)
                    .orElseThrow(
                            () -> new FailureException(new Failure.NotFound(key + "/_history/" + Shown.of(version))));
            return versionRead
                    .by(key, asked, context)
                    .onItem()
                    .transformToUni(resource -> doors.answers().resource(resource, exchange));
        });
    }

    /** All versions of one resource, newest first. */
    @GET
    @Path("{type}/{id}/_history")
    public Uni<Response> ofResource(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            ResourceKey key = Exchange.key(type, id);
            return page(List.of(key.type()), key, exchange, context);
        });
    }

    /** All versions of all resources of a type. */
    @GET
    @Path("{type}/_history")
    public Uni<Response> ofType(@RestPath String type, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> page(List.of(Exchange.type(type)), null, exchange, context));
    }

    /** All versions of everything but the log of accesses, which is searched by date. */
    @GET
    @Path("_history")
    public Uni<Response> ofAll(@Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> page(HistoryAnswer.ALL, null, exchange, context));
    }

    private Uni<Response> page(
            List<ResourceType> types, @Nullable ResourceKey key, Exchange exchange, RequestContext context) {
        return answer.of(types, key, exchange.parameters(), history, context)
                .chain(bundle -> doors.answers().json(200, bundle, exchange));
    }
}
