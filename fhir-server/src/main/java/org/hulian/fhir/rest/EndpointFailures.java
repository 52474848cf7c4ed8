package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the framework refuses before an endpoint is reached, in the same words as everything else. */
@Singleton
class EndpointFailures {
    private final Doors doors;
    private final long limit;

    EndpointFailures(Doors doors, @ConfigProperty(name = "hulian.limits.body", defaultValue = "5242880") long limit) {
        this.doors = doors;
        this.limit = limit;
    }

    @ServerExceptionMapper
    Uni<Response> refused(WebApplicationException refused, RoutingContext http) {
        String path = Shown.of(String.valueOf(http.request().path()));
        int status = refused.getResponse().getStatus();
        Throwable told = switch (status) {
            case 404 -> new FailureException(new Failure.NotFound(path));
            case 405 ->
                new FailureException(new Failure.NotSupported(http.request().method() + " " + path, List.of(), 405));
            case 406 -> new FailureException(new Failure.MediaType("", true));
            case 413 -> new FailureException(new Failure.TooLong("The body", limit));
            case 415 -> new FailureException(new Failure.MediaType("", false));
            default ->
                status < 500 ? Exchange.malformed("A header of the request cannot be read.", "请求头无法读取，请更正。") : refused;
        };
        return doors.failed(told, null, http);
    }

    @ServerExceptionMapper
    Uni<Response> fault(Throwable fault, RoutingContext http) {
        return doors.failed(fault, null, http);
    }
}
