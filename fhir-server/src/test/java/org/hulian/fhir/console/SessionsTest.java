package org.hulian.fhir.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.feed.HubDatabases;
import org.hulian.security.crypto.AesGcmSealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions over a real database; what Keycloak answers is said by a server of the test, whose answers can be bad. */
class SessionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HubDatabases databases = new HubDatabases();
    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Clock clock = Clock.systemUTC();
    private volatile int status = 200;
    private HttpServer issuer;
    private Sessions sessions;

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = new JsonObject()
                    .put("access_token", "access-" + asked.size())
                    .put("refresh_token", "refresh-" + asked.size())
                    .put("session_state", "kc-1")
                    .put("expires_in", 300)
                    .put("refresh_expires_in", 1800)
                    .encode()
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        issuer.start();
        ConsoleSettings settings = ConsoleSettings.at(
                "http://127.0.0.1:8080/fhir",
                "http://127.0.0.1:" + issuer.getAddress().getPort(),
                "hulian-console",
                "secret");
        sessions = new Sessions(
                databases.registry(),
                new AesGcmSealer(new byte[32], 1, new SecureRandom()),
                new Keycloak(vertx, settings, clock),
                clock);
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
        databases.close();
        vertx.close();
    }

    @Test
    void keepsTokensSealedAndGivesThemForTheSecretOnly() {
        String secret = await(sessions.open(tokens("first", 300)));

        assertThat(access(secret)).contains("first");
        assertThat(access(Secrets.random())).isEmpty();
        assertThat(access("' or true --")).isEmpty();
        assertThat(stored()).doesNotContain("first").doesNotContain(secret);
        assertThat(asked).isEmpty();
    }

    @Test
    void refreshesOnceForManyRequestsAtATime() {
        String secret = await(sessions.open(tokens("old", 10)));

        List<Optional<Tokens>> found = await(Uni.join()
                .all(Stream.generate(() -> sessions.current(secret)).limit(8).toList())
                .andFailFast());

        assertThat(found).allMatch(tokens -> tokens.orElseThrow().access().equals("access-1"));
        assertThat(asked).singleElement().asString().contains("grant_type=refresh_token", "refresh_token=refresh");
    }

    @Test
    void endsWhenKeycloakRefusesToRefresh() {
        String secret = await(sessions.open(tokens("old", 10)));
        status = 400;

        assertThat(access(secret)).isEmpty();
        status = 200;
        assertThat(access(secret)).isEmpty();
    }

    @Test
    void staysWhenKeycloakIsAway() {
        String secret = await(sessions.open(tokens("old", 10)));
        status = 500;

        assertThatThrownBy(() -> access(secret)).isInstanceOf(FailureException.class);
        status = 200;
        assertThat(access(secret)).contains("access-2");
    }

    @Test
    void endsWithTheSessionAtKeycloakAndBySigningOut() {
        String first = await(sessions.open(tokens("one", 300)));
        String second = await(sessions.open(tokens("two", 300, "kc-2")));

        await(sessions.ended("kc-1"));
        assertThat(access(first)).isEmpty();
        assertThat(access(second)).contains("two");

        await(sessions.end(second));
        assertThat(access(second)).isEmpty();
        assertThat(asked).singleElement().asString().isEqualTo("refresh_token=refresh");
    }

    @Test
    void endsAtItsTime() {
        Instant now = clock.instant();
        String secret =
                await(sessions.open(new Tokens("a", "refresh", "kc-3", now.plusSeconds(300), now.minusSeconds(1))));

        assertThat(access(secret)).isEmpty();
    }

    private Tokens tokens(String access, long seconds) {
        return tokens(access, seconds, "kc-1");
    }

    private Tokens tokens(String access, long seconds, String session) {
        Instant now = clock.instant();
        return new Tokens(access, "refresh", session, now.plusSeconds(seconds), now.plusSeconds(1800));
    }

    private Optional<String> access(String secret) {
        return await(sessions.current(secret)).map(Tokens::access);
    }

    private String stored() {
        StringBuilder text = new StringBuilder();
        databases
                .registry()
                .query("select id, tokens from hub.console_session")
                .executeAndAwait()
                .forEach(row -> text.append(row.getBuffer("id").toString(StandardCharsets.ISO_8859_1))
                        .append(row.getBuffer("tokens").toString(StandardCharsets.ISO_8859_1)));
        return text.toString();
    }

    private static <T> T await(Uni<T> asked) {
        return asked.await().atMost(PATIENCE);
    }
}
