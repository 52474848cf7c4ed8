package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.hulian.fhir.testing.Eventually;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DepartureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Vertx vertx = Vertx.vertx();
    private final Departure departure = new Departure(PATIENCE);
    private final Queue<RoutingContext> waiting = new ConcurrentLinkedQueue<>();
    private int port;

    @BeforeEach
    void open() {
        Router router = Router.router(vertx);
        router.route().handler(departure::enter);
        router.get("/socket")
                .handler(http -> departure
                        .socket(http)
                        .onFailure(failure -> http.response().setStatusCode(400).end()));
        router.get("/slow").handler(waiting::add);
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anOpenSocketIsToldThatTheHubGoesAwayAndHoldsNothingUp() throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        socket(closed);

        Duration taken = leaving();

        assertThat(closed.get(2, TimeUnit.SECONDS)).isEqualTo(1001);
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aSocketThatDoesNotAnswerHoldsItUpForASecondOnly() throws Exception {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            silent.getOutputStream().write("""
                    GET /socket HTTP/1.1\r
                    Host: h\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            assertThat(silent.getInputStream().read()).isEqualTo('H');
            Eventually.met(departure::inFlight, count -> count == 0);

            assertThat(leaving()).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aClosedSocketLeavesNothingBehind() throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        socket(closed).sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
        closed.get(5, TimeUnit.SECONDS);

        assertThat(leaving()).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void aRequestInFlightIsAnsweredFirst() throws Exception {
        try (Socket client = slow()) {
            CompletableFuture<Duration> left = CompletableFuture.supplyAsync(this::leaving);
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(left).isNotDone();

            waiting.remove().response().end("answered");

            assertThat(left.get(2, TimeUnit.SECONDS)).isLessThan(PATIENCE);
            assertThat(departure.inFlight()).isZero();
            byte[] head = client.getInputStream().readNBytes(15);
            assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aRequestThatIsNeverAnsweredIsWaitedForNoLongerThanSet() throws Exception {
        try (Socket client = slow()) {
            assertThat(leaving()).isBetween(PATIENCE, PATIENCE.plusSeconds(2));
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void aConnectionThatIsGoneIsNotWaitedFor() throws Exception {
        slow().close();
        Eventually.met(departure::inFlight, count -> count == 0);

        assertThat(leaving()).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void whoComesWhileItEndsIsAnsweredAndAskedToConnectAnew() throws Exception {
        leaving();

        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(5_000);
            client.getOutputStream()
                    .write("GET /socket HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("connection: close");
        }
    }

    private Duration leaving() {
        long begun = System.nanoTime();
        departure.leave();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** A request that {@link #waiting} holds. */
    private Socket slow() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = client.getOutputStream();
        out.write("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        Eventually.met(waiting::size, size -> size == 1);
        return client;
    }

    private WebSocket socket(CompletableFuture<Integer> closed) throws Exception {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket end, int status, String reason) {
                        closed.complete(status);
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
        Eventually.met(departure::inFlight, count -> count == 0);
        return socket;
    }
}
