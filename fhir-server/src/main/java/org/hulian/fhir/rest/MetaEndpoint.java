package org.hulian.fhir.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Change;
import org.hulian.fhir.interaction.Changes;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Search;
import org.hulian.fhir.interaction.Target;
import org.hulian.fhir.patch.MetaPatch;
import org.hulian.fhir.recognition.resource.FhirJson;
import org.hulian.fhir.search.Parameters;
import org.hulian.fhir.search.SearchLimits;
import org.hulian.fhir.search.SearchParser;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Labels of a resource: <a href="https://hl7.org/fhir/R4/resource-operation-meta.html">$meta</a>, <a
 * href="https://hl7.org/fhir/R4/resource-operation-meta-add.html">$meta-add</a> and <a
 * href="https://hl7.org/fhir/R4/resource-operation-meta-delete.html">$meta-delete</a>.
 */
@Singleton
@Path("/fhir")
public class MetaEndpoint {
    /** Resources whose labels are collected for a type or the server: as many as a search has on a page. */
    private static final int MOST = SearchLimits.DEFAULT.maxPage();

    private final Doors doors;
    private final OperationInput input;
    private final Read read;
    private final Changes changes;
    private final Search search;
    private final SearchParser parser;

    MetaEndpoint(Doors doors, Rendering rendering, Read read, Changes changes, Search search, SearchParser parser) {
        this.doors = doors;
        this.input = new OperationInput(rendering);
        this.read = read;
        this.changes = changes;
        this.search = search;
        this.parser = parser;
    }

    /** The labels in use on the server. */
    @GET
    @Path("$meta")
    public Uni<Response> ofAll(@Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> inUse("", exchange, context));
    }

    /** The same, for clients that only post operations. */
    @POST
    @Path("$meta")
    public Uni<Response> ofAllByPost(@Context RoutingContext http) {
        return ofAll(http);
    }

    /** The labels in use on a type. */
    @GET
    @Path("{type}/$meta")
    public Uni<Response> ofType(@RestPath String type, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> inUse(type, exchange, context));
    }

    /** The same, for clients that only post operations. */
    @POST
    @Path("{type}/$meta")
    public Uni<Response> ofTypeByPost(@RestPath String type, @Context RoutingContext http) {
        return ofType(type, http);
    }

    /** What of the labels the caller may see: told only where all resources can be looked at. */
    private Uni<Response> inUse(String type, Exchange exchange, RequestContext context) {
        Parameters all = Parameters.parse("_count=" + MOST);
        SearchText text = new SearchText(SearchPlace.of(type), all, false);
        return search.by((type.isEmpty() ? "" : type + "/") + "$meta", () -> text.requests(parser), context)
                .chain(page -> {
                    if (page.next() != null) {
                        throw new FailureException(
                                new Failure.TooCostly("resources whose labels are collected", MOST, MOST + 1L));
                    }
                    MetaUnion union = new MetaUnion();
                    page.matches().forEach(match -> union.add(match.body()));
                    return answer(union.meta(), exchange);
                });
    }

    /** The labels a resource has. */
    @GET
    @Path("{type}/{id}/$meta")
    public Uni<Response> meta(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> read.by(Exchange.key(type, id), context)
                        .chain(resource -> answer(meta(resource.body()), exchange)));
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
                .map(SentLabels::read)
                .chain(labels -> changes.one(
                        new Change.Patching(target, new MetaPatch(labels, adding), exchange.ifMatch()), context))
                .chain(changed -> answer(
                        meta(Objects.requireNonNull(changed.written().getFirst().body())), exchange));
    }

    private static JsonNode meta(byte[] body) {
        return Objects.requireNonNull(FhirJson.read(body)).path("meta");
    }

    private Uni<Response> answer(JsonNode meta, Exchange exchange) {
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        if (!meta.isEmpty()) {
            parameters.putArray("parameter").addObject().put("name", "return").set("valueMeta", meta);
        }
        return doors.answers().json(200, parameters.toString().getBytes(StandardCharsets.UTF_8), exchange);
    }
}
