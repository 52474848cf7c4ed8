package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.hulian.fhir.graphql.Cursors;
import org.hulian.fhir.graphql.GraphQueries;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.search.PageStart;
import org.hulian.security.consent.Caller;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code $graphql}, <a href="https://hl7.org/fhir/R4/graphql.html">graphql.html</a>. */
@Singleton
@Path("/fhir")
public class GraphEndpoint {
    private static final String JSON = "application/json";

    private final Doors doors;
    private final GraphInput input;
    private final GraphQueries queries;
    private final PageTokens pages;

    GraphEndpoint(Doors doors, Rendering rendering, GraphQueries queries, PageTokens pages) {
        this.doors = doors;
        this.input = new GraphInput(rendering);
        this.queries = queries;
        this.pages = pages;
    }

    /** A query in the URL. */
    @GET
    @Path("$graphql")
    public Uni<Response> byGet(@Context RoutingContext http) {
        return byPost(OperationInput.NO_BODY, http);
    }

    /** A query as the body. */
    @POST
    @Path("$graphql")
    public Uni<Response> byPost(byte[] body, @Context RoutingContext http) {
        return answer(http, body, () -> null);
    }

    /** A query about one resource. */
    @GET
    @Path("{type}/{id}/$graphql")
    public Uni<Response> ofOneByGet(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return ofOneByPost(type, id, OperationInput.NO_BODY, http);
    }

    /** The same as the body. */
    @POST
    @Path("{type}/{id}/$graphql")
    public Uni<Response> ofOneByPost(
            @RestPath String type, @RestPath String id, byte[] body, @Context RoutingContext http) {
        return answer(http, body, () -> Exchange.key(type, id));
    }

    /** What the query is about, found out where a failure is told. */
    private interface Focus {
        @Nullable
        ResourceKey key();
    }

    private Uni<Response> answer(RoutingContext http, byte[] body, Focus focus) {
        return doors.openAs(
                JSON,
                http,
                (exchange, context) -> input.of(body, exchange)
                        .chain(query -> queries.by(query, focus.key(), cursors(context.caller()), context))
                        .map(json -> Response.ok(json)
                                .header("Content-Type", JSON + ";charset=utf-8")
                                .build()));
    }

    private Cursors cursors(Caller caller) {
        return new Cursors() {
            @Override
            public String of(String search, PageStart start) {
                return pages.seal(new PageTokens.Page("$graphql", search, false, start.text()), caller);
            }

            @Override
            public PageStart start(String search, String cursor) {
                PageTokens.Page page = pages.open(cursor, "$graphql", caller);
                if (!page.query().equals(search)) {
                    throw Exchange.malformed(
                            "The _cursor belongs to another search. Begin the search again.", "_cursor 属于另一次检索，请重新检索。");
                }
                return PageStart.parse(page.position());
            }
        };
    }
}
