package org.hulian.fhir.console;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * The FHIR API for pages of the console: the session's cookie becomes its person's token, and the request begins again at
 * {@code /fhir}, where it is checked, audited and limited like everybody's. Without a session it goes on without a token.
 */
@Singleton
class ConsoleFhir {
    static final String REQUEST_TOKEN = "X-Console-Token";

    private static final String HERE = ConsoleSettings.ROOT + "/fhir";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Sessions sessions;
    private final ConsoleCookies cookies;

    ConsoleFhir(Sessions sessions, ConsoleSettings settings) {
        this.sessions = sessions;
        this.cookies = new ConsoleCookies(settings);
    }

    void register(@Observes Router router) {
        router.route(HERE + "/*").order(60).handler(this::enter);
    }

    private void enter(RoutingContext http) {
        HttpServerRequest request = http.request();
        String session = cookies.session(http);
        request.headers().remove("Authorization").remove("Cookie");
        if (session == null) {
            enter(http, Optional.empty());
        } else if (ConsoleAnswers.isFromElsewhere(request) || isForged(request, session)) {
            ConsoleAnswers.forged(http);
        } else {
            request.pause();
            sessions.current(session)
                    .subscribe()
                    .with(
                            tokens -> {
                                request.resume();
                                enter(http, tokens);
                            },
                            failure -> {
                                request.resume();
                                ConsoleAnswers.failed(http, failure);
                            });
        }
    }

    private static boolean isForged(HttpServerRequest request, String session) {
        return !SAFE.contains(request.method())
                && !Secrets.same(Secrets.requestToken(session), request.getHeader(REQUEST_TOKEN));
    }

    private static void enter(RoutingContext http, Optional<Tokens> tokens) {
        HttpServerRequest request = http.request();
        tokens.ifPresent(found -> request.headers().set("Authorization", "Bearer " + found.access()));
        String path = "/fhir" + request.path().substring(HERE.length());
        String query = request.query();
        http.reroute(query == null ? path : path + "?" + query);
    }
}
