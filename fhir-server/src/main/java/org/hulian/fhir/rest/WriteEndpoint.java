package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Change;
import org.hulian.fhir.interaction.Changes;
import org.hulian.fhir.interaction.Create;
import org.hulian.fhir.interaction.Delete;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.fhir.interaction.Target;
import org.hulian.fhir.interaction.Update;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Changes of one resource: <a href="https://hl7.org/fhir/R4/http.html#create">create</a>, <a
 * href="https://hl7.org/fhir/R4/http.html#update">update</a> and <a
 * href="https://hl7.org/fhir/R4/http.html#delete">delete</a>, also on conditions.
 */
@Singleton
@Path("/fhir")
public class WriteEndpoint {
    private final Doors doors;
    private final SentBody bodies;
    private final Create create;
    private final Update update;
    private final Delete delete;
    private final Changes changes;
    private final WriteAnswer answer;

    WriteEndpoint(Doors doors, Rendering rendering, Create create, Update update, Delete delete, Changes changes) {
        this.doors = doors;
        this.bodies = new SentBody(rendering);
        this.create = create;
        this.update = update;
        this.delete = delete;
        this.changes = changes;
        this.answer = new WriteAnswer(doors.answers());
    }

    /** A new resource under an id of the server, unless {@code If-None-Exist} is met. */
    @POST
    @Path("{type}")
    public Uni<Response> create(@RestPath String type, byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            ResourceType known = Exchange.type(type);
            return bodies.json(body, exchange).chain(sent -> create(known, sent, exchange, context));
        });
    }

    /** Its conditions are those of the request's head. */
    Uni<Response> create(ResourceType type, byte[] json, Exchange exchange, RequestContext context) {
        String ifNoneExist = exchange.header("If-None-Exist");
        return ifNoneExist == null
                ? create.by(type, json, context).chain(written -> answer.of(written, exchange))
                : changes.one(new Change.Create(type, json, ifNoneExist), context)
                        .chain(changed -> answer.of(changed, exchange));
    }

    /** A new version, or the first one under an id of the client. */
    @PUT
    @Path("{type}/{id}")
    public Uni<Response> update(@RestPath String type, @RestPath String id, byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            ResourceKey key = Exchange.key(type, id);
            return bodies.json(body, exchange).chain(json -> update(key, json, exchange, context));
        });
    }

    /** Its conditions are those of the request's head. */
    Uni<Response> update(ResourceKey key, byte[] json, Exchange exchange, RequestContext context) {
        refuseIfNoneMatch(exchange);
        return update.by(key, json, exchange.ifMatch(), context).chain(written -> answer.of(written, exchange));
    }

    /** Whichever resource meets the criteria of the URL. */
    @PUT
    @Path("{type}")
    public Uni<Response> updateMatch(@RestPath String type, byte[] body, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            Target target = new Target.Match(Exchange.type(type), exchange.criteria());
            refuseIfNoneMatch(exchange);
            return bodies.json(body, exchange)
                    .chain(json -> changes.one(new Change.Update(target, json, exchange.ifMatch()), context))
                    .chain(changed -> answer.of(changed, exchange));
        });
    }

    /** No body to answer with: 204, or what was done in words. */
    @DELETE
    @Path("{type}/{id}")
    public Uni<Response> delete(@RestPath String type, @RestPath String id, @Context RoutingContext http) {
        return doors.open(
                http,
                (exchange, context) -> delete.by(Exchange.key(type, id), exchange.ifMatch(), context)
                        .chain(deleted -> answer.deleted(List.of(deleted), exchange)));
    }

    /** Whatever meets the criteria of the URL, up to a limit. */
    @DELETE
    @Path("{type}")
    public Uni<Response> deleteMatches(@RestPath String type, @Context RoutingContext http) {
        return doors.open(http, (exchange, context) -> {
            Target target = new Target.Match(Exchange.type(type), exchange.criteria());
            return changes.one(new Change.Delete(target, exchange.ifMatch()), context)
                    .chain(changed -> answer.deleted(changed.written(), exchange));
        });
    }

    private static void refuseIfNoneMatch(Exchange exchange) {
        if (exchange.header("If-None-Match") != null) {
            throw new FailureException(
                    new Failure.NotSupported("If-None-Match of an update", List.of("If-Match", "If-None-Exist"), 400));
        }
    }
}
