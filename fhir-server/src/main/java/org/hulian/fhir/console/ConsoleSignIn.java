package org.hulian.fhir.console;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.hulian.fhir.caller.Callers;
import org.hulian.security.consent.Caller;
import org.hulian.security.crypto.Sealer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Signing in and out of the console, and who is signed in. */
@Singleton
class ConsoleSignIn {
    private static final Logger LOG = Logger.getLogger(ConsoleSignIn.class);
    private static final String HERE = ConsoleSettings.ROOT;

    private final ConsoleSettings settings;
    private final Keycloak keycloak;
    private final Sessions sessions;
    private final Callers callers;
    private final ConsoleCookies cookies;
    private final Sealer sealer;
    private final Clock clock;

    ConsoleSignIn(
            ConsoleSettings settings,
            Keycloak keycloak,
            Sessions sessions,
            Callers callers,
            ConsoleSeal seal,
            Clock clock) {
        this.settings = settings;
        this.keycloak = keycloak;
        this.sessions = sessions;
        this.callers = callers;
        this.cookies = new ConsoleCookies(settings);
        this.sealer = seal.sealer();
        this.clock = clock;
    }

    void register(@Observes Router router) {
        ConsolePages.read(router, HERE + "/login").order(60).handler(this::begin);
        router.get(HERE + "/callback").order(60).handler(this::comeBack);
        ConsolePages.read(router, HERE + "/session").order(60).handler(this::who);
        router.post(HERE + "/logout").order(60).handler(this::leave);
    }

    private void begin(RoutingContext http) {
        if (settings.secret() == null) {
            ConsoleAnswers.redirect(http, HERE + "/?problem=not-configured");
            return;
        }
        LoginAttempt attempt =
                LoginAttempt.to(http.request().getParam("next"), http.request().getParam("language"), clock.instant());
        cookies.setLogin(http, attempt.sealed(sealer));
        ConsoleAnswers.redirect(http, keycloak.signIn(attempt));
    }

    private void comeBack(RoutingContext http) {
        Optional<LoginAttempt> attempt =
                LoginAttempt.open(cookies.login(http), http.request().getParam("state"), sealer, clock.instant());
        String code = http.request().getParam("code");
        cookies.removeLogin(http);
        if (attempt.isEmpty() || code == null) {
            ConsoleAnswers.redirect(http, HERE + "/?problem=begin-again");
            return;
        }
        keycloak.tokens(code, attempt.get())
                .chain(sessions::open)
                .subscribe()
                .with(
                        secret -> {
                            cookies.setSession(http, secret);
                            ConsoleAnswers.redirect(http, attempt.get().next());
                        },
                        failure -> {
                            LOG.warnf("nobody signed in to the console: %s", failure);
                            boolean refused = failure instanceof Keycloak.Refused;
                            ConsoleAnswers.redirect(
                                    http, HERE + "/?problem=" + (refused ? "begin-again" : "unavailable"));
                        });
    }

    private void who(RoutingContext http) {
        String session = cookies.session(http);
        if (session == null) {
            nobody(http);
            return;
        }
        sessions.current(session)
                .chain(tokens -> caller(tokens, http))
                .subscribe()
                .with(
                        caller -> {
                            if (caller == null) {
                                cookies.removeSession(http);
                                nobody(http);
                            } else {
                                ConsoleAnswers.json(http, 200, shown(caller, session));
                            }
                        },
                        failure -> ConsoleAnswers.failed(http, failure));
    }

    private Uni<@Nullable Caller> caller(Optional<Tokens> tokens, RoutingContext http) {
        return tokens.isEmpty()
                ? Uni.createFrom().nullItem()
                : callers.of(
                        "Bearer " + tokens.get().access(),
                        http.request().connection().remoteAddress().hostAddress());
    }

    private static JsonObject shown(Caller caller, String session) {
        return new JsonObject()
                .put("name", caller.name())
                .put("roles", new JsonArray(caller.roles().stream().sorted().toList()))
                .put("institution", caller.institutionCode())
                .put("requestToken", Secrets.requestToken(session));
    }

    private static void nobody(RoutingContext http) {
        ConsoleAnswers.json(http, 401, new JsonObject().put("signedIn", false));
    }

    private void leave(RoutingContext http) {
        String session = cookies.session(http);
        if (session == null) {
            http.response().setStatusCode(204).end();
        } else if (ConsoleAnswers.isFromElsewhere(http.request())
                || !Secrets.same(Secrets.requestToken(session), http.request().getHeader(ConsoleFhir.REQUEST_TOKEN))) {
            ConsoleAnswers.forged(http);
        } else {
            sessions.end(session)
                    .subscribe()
                    .with(
                            ended -> {
                                cookies.removeSession(http);
                                http.response().setStatusCode(204).end();
                            },
                            failure -> ConsoleAnswers.failed(http, failure));
        }
    }
}
