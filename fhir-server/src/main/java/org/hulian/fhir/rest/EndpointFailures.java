package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the framework refuses before an endpoint is reached, in the same words as everything else. */
@Singleton
class EndpointFailures {
    private final Doors doors;

    EndpointFailures(Doors doors) {
        this.doors = doors;
    }

    @ServerExceptionMapper
    Uni<Response> refused(WebApplicationException refused, RoutingContext http) {
        String path = Shown.of(String.valueOf(http.request().path()));
        Failure failure = switch (refused.getResponse().getStatus()) {
            case 404 -> new Failure.NotFound(path);
            case 405 -> new Failure.NotSupported(http.request().method() + " " + path, List.of(), 405);
            case 406 -> new Failure.MediaType("", true);
            case 413 -> new Failure.TooLong("The body", 5 << 20);
            case 415 -> new Failure.MediaType("", false);
            default -> null;
        };
        return doors.failed(failure == null ? refused : new FailureException(failure), null, http);
    }

    @ServerExceptionMapper
    Uni<Response> fault(Throwable fault, RoutingContext http) {
        return doors.failed(fault, null, http);
    }
}
