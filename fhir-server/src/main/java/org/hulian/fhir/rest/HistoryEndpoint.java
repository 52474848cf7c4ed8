package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.InstanceHistory;
import org.hulian.fhir.interaction.VersionRead;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.resource.Version;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Versions of one resource: <a href="https://hl7.org/fhir/R4/http.html#vread">vread</a> and <a
 * href="https://hl7.org/fhir/R4/http.html#history">history</a>.
 */
@Singleton
@Path("/fhir")
public class HistoryEndpoint {
    private final Doors doors;
    private final VersionRead versionRead;
    private final InstanceHistory history;
    private final HistoryAnswer answer;

    HistoryEndpoint(
            Doors doors, VersionRead versionRead, InstanceHistory history, PageTokens pages, UuidV7 ids, Clock clock) {
        this.doors = doors;
        this.versionRead = versionRead;
        this.history = history;
        this.answer = new HistoryAnswer(pages, doors.answers().base(), ids, clock);
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

    /** All versions, newest first. */
    @GET
    @Path("{type}/{id}/_history")
    public Uni<Response> history(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> answer.of(Exchange.key(type, id), exchange.parameters(), history, context)
                        .chain(bundle -> doors.answers().json(200, bundle, exchange)));
    }
}
