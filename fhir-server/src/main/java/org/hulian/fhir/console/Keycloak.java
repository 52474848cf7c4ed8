package org.hulian.fhir.console;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;

/**
 * The console as a client of Keycloak: authorization code with PKCE, refresh, and the end of a session.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">OpenID Connect Core, 3.1</a>
 */
public final class Keycloak {
    private static final String SCOPE = "openid fhirUser user/*.cruds";
    private static final int TIMEOUT = 10_000;
    private static final int LARGEST = 64 * 1024;
    private static final int CONNECTIONS = 8;

    private final ConsoleSettings settings;
    private final HttpClient client;
    private final Clock clock;

    /** Connections are made when they are needed. */
    public Keycloak(Vertx vertx, ConsoleSettings settings, Clock clock) {
        this.settings = settings;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setConnectTimeout(TIMEOUT));
        this.clock = clock;
    }

    /** Keycloak said no: the code, the refresh token or the client is not accepted. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Where a browser goes to sign in. */
    String signIn(LoginAttempt attempt) {
        return endpoint("auth") + "?"
                + form(Map.of(
                        "response_type", "code",
                        "client_id", settings.clientId(),
                        "redirect_uri", settings.callback(),
                        "scope", SCOPE,
                        "state", attempt.state(),
                        "nonce", attempt.nonce(),
                        "ui_locales", attempt.language(),
                        "code_challenge", Secrets.challenge(attempt.verifier()),
                        "code_challenge_method", "S256"));
    }

    /** The tokens of a code; {@link Refused} when it is not good, or not of this attempt. */
    Uni<Tokens> tokens(String code, LoginAttempt attempt) {
        return post(
                        "token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                code,
                                "redirect_uri",
                                settings.callback(),
                                "code_verifier",
                                attempt.verifier()))
                .map(answer -> {
                    if (!Secrets.same(attempt.nonce(), Tokens.nonce(answer))) {
                        throw new Refused("nonce");
                    }
                    return Tokens.of(answer, clock.instant());
                });
    }

    /** The next tokens; {@link Refused} once the session has ended at Keycloak. */
    Uni<Tokens> refreshed(Tokens tokens) {
        return post("token", Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()))
                .map(answer -> Tokens.of(answer, clock.instant()));
    }

    /** Ends the session at Keycloak too. */
    Uni<Void> end(Tokens tokens) {
        return post("logout", Map.of("refresh_token", tokens.refresh())).replaceWithVoid();
    }

    private Uni<JsonObject> post(String endpoint, Map<String, String> fields) {
        String secret = settings.secret();
        if (secret == null) {
            return Uni.createFrom().failure(new FailureException(new Failure.Unavailable("sign-in of the console")));
        }
        String proof = settings.clientId() + ":" + secret;
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(endpoint(endpoint))
                .setTimeout(TIMEOUT)
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8)));
        return Uni.createFrom()
                .completionStage(() -> client.request(request)
                        .compose(sent -> sent.send(form(fields)))
                        .compose(response -> response.body().map(body -> read(response, body.toString())))
                        .toCompletionStage())
                .onFailure(failure -> !(failure instanceof Refused))
                .transform(failure -> new FailureException(new Failure.Unavailable("Keycloak")));
    }

    private static JsonObject read(HttpClientResponse response, String body) {
        int status = response.statusCode();
        if (status / 100 == 4) {
            throw new Refused("status " + status);
        }
        if (status / 100 != 2 || body.length() > LARGEST) {
            throw new IllegalStateException("status " + status);
        }
        return body.isBlank() ? new JsonObject() : new JsonObject(body);
    }

    private String endpoint(String name) {
        return settings.issuer() + "/protocol/openid-connect/" + name;
    }

    private static String form(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
