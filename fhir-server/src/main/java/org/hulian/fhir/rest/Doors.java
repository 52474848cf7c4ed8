package org.hulian.fhir.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hulian.fhir.caller.Callers;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Refusals;
import org.hulian.fhir.interaction.RequestContext;
import org.hulian.security.consent.Caller;
import org.jspecify.annotations.Nullable;

/** What every request passes: its head is read, its caller is known, and whatever goes wrong is an OperationOutcome. */
public final class Doors {
    private final Callers callers;
    private final Refusals refusals;
    private final Answers answers;
    private final Faults faults;
    private final AllowedMethods allowed;

    /** The way in. */
    public Doors(Callers callers, Refusals refusals, Answers answers, Faults faults, AllowedMethods allowed) {
        this.callers = callers;
        this.refusals = refusals;
        this.answers = answers;
        this.faults = faults;
        this.allowed = allowed;
    }

    Answers answers() {
        return answers;
    }

    /** For callers with a token. */
    Uni<Response> open(RoutingContext http, BiFunction<Exchange, RequestContext, Uni<Response>> work) {
        return head(
                http,
                exchange -> caller(http)
                        .onFailure(FailureException.class)
                        .call(refused -> refusals.unauthenticated(refused.failure(), exchange.id(), address(http)))
                        .onItem()
                        .transformToUni(caller -> work.apply(exchange, exchange.by(caller))));
    }

    /** For callers with a token who want something other than FHIR. */
    Uni<Response> openAs(
            String mediaType, RoutingContext http, BiFunction<Exchange, RequestContext, Uni<Response>> work) {
        String accept = http.request().getHeader("Accept");
        if (accept != null && accept.contains(mediaType)) {
            http.request().headers().remove("Accept");
        }
        return open(http, work);
    }

    /** For callers whose token may also come in the body; a header goes first. */
    Uni<Response> openWith(
            @Nullable String token, RoutingContext http, BiFunction<Exchange, RequestContext, Uni<Response>> work) {
        if (token != null && http.request().getHeader("Authorization") == null) {
            http.request().headers().set("Authorization", "Bearer " + token);
        }
        return open(http, work);
    }

    /** For everybody: metadata, and nothing about anyone. */
    Uni<Response> openToAll(RoutingContext http, Function<Exchange, Uni<Response>> work) {
        return head(http, work);
    }

    /** The caller of a request that is answered elsewhere. */
    Uni<Caller> caller(RoutingContext http) {
        return callers.of(http.request().getHeader("Authorization"), address(http));
    }

    /** The answer to what went wrong. */
    Uni<Response> failed(Throwable failure, @Nullable Exchange exchange, RoutingContext http) {
        String language = Exchange.language(http);
        Failure told = faults.failureOf(failure);
        return told == null
                ? answers.outcome(faults.fault(failure, language), Response.status(500), exchange)
                : answers.failure(told, exchange, language).map(answer -> allowing(answer, http));
    }

    private Response allowing(Response answer, RoutingContext http) {
        String path = http.request().path();
        return answer.getStatus() != 405 || path == null
                ? answer
                : Response.fromResponse(answer)
                        .header("Allow", allowed.at(path, http.request().query()))
                        .build();
    }

    private Uni<Response> head(RoutingContext http, Function<Exchange, Uni<Response>> work) {
        Exchange exchange;
        try {
            exchange = Exchange.of(http);
        } catch (FailureException refused) {
            return failed(refused, null, http);
        }
        Uni<Response> answer;
        try {
            answer = work.apply(exchange);
        } catch (RuntimeException failure) {
            return failed(failure, exchange, http);
        }
        return answer.onFailure().recoverWithUni(failure -> failed(failure, exchange, http));
    }

    private static @Nullable String address(RoutingContext http) {
        SocketAddress remote = http.request().connection().remoteAddress();
        return remote == null ? null : remote.hostAddress();
    }
}
