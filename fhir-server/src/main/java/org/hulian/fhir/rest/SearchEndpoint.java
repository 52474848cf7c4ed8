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
import org.hulian.fhir.interaction.Explain;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Search;
import org.hulian.fhir.resource.UuidV7;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.jboss.resteasy.reactive.RestPath;

/** The search interaction on one type, in a compartment and over several types, <a href="https://hl7.org/fhir/R4/http.html#search">search</a>. */
@Singleton
@Path("/fhir")
public class SearchEndpoint {
    private final Doors doors;
    private final Search search;
    private final Explain explain;
    private final SearchParser parser;
    private final PageTokens pages;
    private final SearchAnswer answer;

    SearchEndpoint(
            Doors doors,
            Search search,
            Explain explain,
            SearchParser parser,
            PageTokens pages,
            UuidV7 ids,
            Clock clock) {
        this.doors = doors;
        this.search = search;
        this.explain = explain;
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
        return doors.open(http, (exchange, context) -> found(type, sent(form, exchange), exchange, context));
    }

    /** Over all types or those of {@code _type}; also a page named by its link alone. */
    @GET
    public Uni<Response> everywhere(@Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> found("", exchange.parameters(), exchange, context));
    }

    /** Over several types, by a form. */
    @POST
    @Path("_search")
    public Uni<Response> everywhereByPost(byte[] form, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> found("", sent(form, exchange), exchange, context));
    }

    /** In a compartment; {@code *} for all its types. */
    @GET
    @Path("{compartment}/{id}/{type: [A-Z*][A-Za-z]*}")
    public Uni<Response> within(
            @RestPath String compartment, @RestPath String id, @RestPath String type, @Context RoutingContext http) {
        String path = compartment + "/" + id + "/" + type;
        return doors.open(http, (exchange, context) -> found(path, exchange.parameters(), exchange, context));
    }

    /** In a compartment, by a form. */
    @POST
    @Path("{compartment}/{id}/{type: [A-Z*][A-Za-z]*}/_search")
    public Uni<Response> withinByPost(
            @RestPath String compartment,
            @RestPath String id,
            @RestPath String type,
            byte[] form,
            @Context RoutingContext http) {
        String path = compartment + "/" + id + "/" + type;
        return doors.open(http, (exchange, context) -> found(path, sent(form, exchange), exchange, context));
    }

    private static Parameters sent(byte[] form, Exchange exchange) {
        String contentType = exchange.header("Content-Type");
        if (form.length > 0 && (contentType == null || !contentType.startsWith("application/x-www-form-urlencoded"))) {
            throw new FailureException(new Failure.NotSupported(
                    "This Content-Type of a search", List.of("application/x-www-form-urlencoded"), 415));
        }
        return exchange.parameters().and(Parameters.parse(new String(form, StandardCharsets.UTF_8)));
    }

    private Uni<Response> found(String path, Parameters given, Exchange exchange, RequestContext context) {
        String token = given.first("_page");
        if (token != null) {
            PageTokens.Page page = pages.open(token, path, context.caller());
            SearchText text =
                    new SearchText(SearchPlace.of(page.path()), Parameters.parse(page.query()), page.lenient());
            return run(text, new Turned(PageStart.parse(page.position()), page.before()), exchange, context);
        }
        boolean lenient = !exchange.preferences().strict();
        return run(new SearchText(SearchPlace.of(path), given, lenient), Turned.NOT, exchange, context);
    }

    private Uni<Response> run(SearchText text, Turned turned, Exchange exchange, RequestContext context) {
        PageStart start = turned.start();
        if (text.isToBeExplained()) {
            return explain.by(text.forAudit(), () -> text.requests(parser), context)
                    .chain(plans -> doors.answers().json(200, ExplainedParameters.of(plans), exchange));
        }
        SearchRequest[] first = new SearchRequest[1];
        return search.by(
                        text.forAudit(),
                        () -> {
                            List<SearchRequest> requests = text.requests(parser).stream()
                                    .map(request -> start == null ? request : request.startingAt(start))
                                    .toList();
                            first[0] = requests.getFirst();
                            return requests;
                        },
                        context)
                .onItem()
                .transformToUni(page -> answer.of(text, first[0], turned, page, exchange, context));
    }
}
