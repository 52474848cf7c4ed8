package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Search;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The search interaction on one type, <a href="https://hl7.org/fhir/R4/http.html#search">search</a>. */
@Singleton
@Path("/fhir")
public class SearchEndpoint {
    private final Doors doors;
    private final Search search;
    private final SearchParser parser;
    private final PageTokens pages;
    private final SearchAnswer answer;

    SearchEndpoint(Doors doors, Search search, SearchParser parser, PageTokens pages, UuidV7 ids, Clock clock) {
        this.doors = doors;
        this.search = search;
        this.parser = parser;
        this.pages = pages;
        this.answer = new SearchAnswer(doors.answers(), pages, ids, clock);
    }

    /** By parameters in the URL. */
    @GET
    @Path("{type}")
    public Uni<Response> byGet(@RestPath String type, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> found(type, exchange.parameters(), exchange, context));
    }

    /** By parameters in a form, so that they stand in no log. */
    @POST
    @Path("{type}/_search")
    public Uni<Response> byPost(@RestPath String type, byte[] form, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            String contentType = exchange.header("Content-Type");
            if (form.length > 0
                    && (contentType == null || !contentType.startsWith("application/x-www-form-urlencoded"))) {
                throw new FailureException(new Failure.MediaType(contentType == null ? "" : contentType, false));
            }
            Parameters sent = Parameters.parse(new String(form, StandardCharsets.UTF_8));
            return found(type, exchange.parameters().and(sent), exchange, context);
        });
    }

    /** A page named by its link alone. */
    @GET
    public Uni<Response> page(@Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            String token = exchange.parameters().first("_page");
            if (token == null) {
                throw new FailureException(
                        new Failure.NotSupported("Search over all types", List.of("GET [type]?..."), 400));
            }
            return later(token, "", exchange, context);
        });
    }

    private Uni<Response> found(String type, Parameters given, Exchange exchange, RequestContext context) {
        String token = given.first("_page");
        if (token != null) {
            return later(token, Exchange.type(type).name(), exchange, context);
        }
        boolean lenient = !exchange.preferences().strict();
        SearchText text = new SearchText(Exchange.type(type), given, lenient);
        return run(text, null, exchange, context);
    }

    private Uni<Response> later(String token, String path, Exchange exchange, RequestContext context) {
        PageTokens.Page page = pages.open(token, path, context.caller());
        SearchText text = new SearchText(Exchange.type(page.path()), Parameters.parse(page.query()), page.lenient());
        return run(text, new PageStart(page.position()), exchange, context);
    }

    private Uni<Response> run(SearchText text, @Nullable PageStart start, Exchange exchange, RequestContext context) {
        SearchRequest[] parsed = new SearchRequest[1];
        return search.by(
                        text.forAudit(),
                        () -> {
                            SearchRequest request = parser.parse(text.type(), text.forParser(), text.lenient());
                            parsed[0] = start == null ? request : request.startingAt(start);
                            return parsed[0];
                        },
                        context)
                .onItem()
                .transformToUni(page -> answer.of(text, parsed[0], page, exchange, context));
    }
}
