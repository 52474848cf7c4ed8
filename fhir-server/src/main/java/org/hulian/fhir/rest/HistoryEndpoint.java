package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.bundle.BundleWriter;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.InstanceHistory;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.VersionRead;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.HistoryEntry;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Versions of one resource: <a href="https://hl7.org/fhir/R4/http.html#vread">vread</a> and <a
 * href="https://hl7.org/fhir/R4/http.html#history">history</a>.
 */
@Singleton
@Path("/fhir")
public class HistoryEndpoint {
    private static final int PAGE = 20;
    private static final int MOST = 200;

    private final Doors doors;
    private final VersionRead versionRead;
    private final InstanceHistory history;
    private final PageTokens pages;
    private final UuidV7 ids;
    private final Clock clock;

    HistoryEndpoint(
            Doors doors, VersionRead versionRead, InstanceHistory history, PageTokens pages, UuidV7 ids, Clock clock) {
        this.doors = doors;
        this.versionRead = versionRead;
        this.history = history;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
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
        return doors.open(http, (exchange, context) -> {
            ResourceKey key = Exchange.key(type, id);
            int count = count(exchange.parameters().first("_count"));
            return history.by(key, count, before(exchange, key, context), context)
                    .onItem()
                    .transformToUni(versions -> page(key, versions, count, exchange, context));
        });
    }

    private Uni<Response> page(
            ResourceKey key, List<HistoryEntry> versions, int count, Exchange exchange, RequestContext context) {
        String self = doors.answers().base() + "/" + path(key);
        List<BundleWriter.Link> links = new ArrayList<>();
        links.add(new BundleWriter.Link("self", self + "?_count=" + count));
        List<HistoryEntry> page = versions.size() > count ? versions.subList(0, count) : versions;
        if (versions.size() > count) {
            String position = Integer.toString(page.getLast().version().number());
            String token = pages.seal(new PageTokens.Page(path(key), "", false, position), context.caller());
            links.add(new BundleWriter.Link("next", self + "?_count=" + count + "&_page=" + token));
        }
        byte[] bundle = new BundleWriter(doors.answers().base()).history(ids.get(), clock.instant(), links, page);
        return doors.answers().json(200, bundle, exchange);
    }

    private @Nullable Version before(Exchange exchange, ResourceKey key, RequestContext context) {
        String token = exchange.parameters().first("_page");
        return token == null
                ? null
                : new Version(Integer.parseInt(
                        pages.open(token, path(key), context.caller()).position()));
    }

    private static String path(ResourceKey key) {
        return key + "/_history";
    }

    private static int count(@Nullable String asked) {
        if (asked == null) {
            return PAGE;
        }
        if (!asked.matches("[0-9]{1,9}") || asked.matches("0+")) {
            throw Exchange.malformed("_count must be a number from 1.");
        }
        return Math.min(Integer.parseInt(asked), MOST);
    }
}
