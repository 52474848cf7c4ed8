package org.hulian.fhir.console;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.hulian.fhir.caller.SigningKeys;
import org.hulian.security.identity.LogoutTokens;

/**
 * Keycloak's word that a session has ended there, so that it ends here in the same second.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html">OpenID Connect Back-Channel Logout</a>
 */
@Singleton
class ConsoleEnded {
    private static final int LARGEST = 16 * 1024;

    private final Sessions sessions;
    private final SigningKeys keys;
    private final LogoutTokens verifier;
    private final Clock clock;

    ConsoleEnded(Sessions sessions, SigningKeys keys, ConsoleSettings settings, Clock clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.verifier = new LogoutTokens(settings.issuer(), settings.clientId());
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.post(ConsoleSettings.ROOT + "/ended").order(60).handler(this::take);
    }

    private void take(RoutingContext http) {
        HttpServerRequest request = http.request();
        String length = request.getHeader("Content-Length");
        if (length == null || length.length() > 5 || Integer.parseInt(length) > LARGEST) {
            answer(http, 413);
            return;
        }
        request.setExpectMultipart(true);
        request.end()
                .onSuccess(read -> take(http, request.formAttributes()))
                .onFailure(unreadable -> answer(http, 400));
        request.resume();
    }

    private void take(RoutingContext http, MultiMap form) {
        String token = form.get("logout_token");
        if (token == null) {
            answer(http, 400);
            return;
        }
        keys.of(token)
                .map(known -> verifier.session(token, known, clock.instant()))
                .chain(session -> end(session, http))
                .subscribe()
                .with(done -> {}, failure -> ConsoleAnswers.failed(http, failure));
    }

    private Uni<Void> end(Optional<String> session, RoutingContext http) {
        if (session.isEmpty()) {
            answer(http, 400);
            return Uni.createFrom().voidItem();
        }
        return sessions.ended(session.get()).invoke(() -> answer(http, 200));
    }

    private static void answer(RoutingContext http, int status) {
        http.response().setStatusCode(status).end();
    }
}
