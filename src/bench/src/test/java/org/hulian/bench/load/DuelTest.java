package org.hulian.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hulian.bench.measure.CpuMeter;
import org.hulian.bench.measure.Figures;
import org.hulian.bench.measure.ProcessGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DuelTest {
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/fhir", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = exchange.getRequestBody().readAllBytes();
            int status = exchange.getRequestURI().getPath().endsWith("bad") ? 404 : 200;
            byte[] answer = body.length > 0 ? body : "{}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    @Test
    void drivesBothSidesInTurnsAndCountsOnlyAfterWarmUp() throws InterruptedException {
        Duel.Side one = new Duel.Side(target("one", "t1"), () -> Call.get("/Patient/1?a=b%7Cc"));
        Duel.Side other = new Duel.Side(target("other", "t2"), () -> Call.get("/Patient/2"));
        Queue<String> progress = new ConcurrentLinkedQueue<>();

        List<Figures> figures = run(new Pace(2, 0, Duration.ofMillis(200)), List.of(one, other), progress);

        assertThat(figures).hasSize(2).allSatisfy(side -> {
            assertThat(side.requests()).isPositive();
            assertThat(side.errors()).isZero();
            assertThat(side.millis(50)).isPositive();
            assertThat(side.elapsed()).isBetween(Duration.ofMillis(390), Duration.ofSeconds(3));
            assertThat(side.cpu().server()).isPresent();
        });
        assertThat(figures.get(0).requests() + figures.get(1).requests()).isLessThan(seen.size());
        assertThat(progress).hasSize(6);
        assertThat(seen).contains("GET /fhir/Patient/1?a=b%7Cc Bearer t1", "GET /fhir/Patient/2 Bearer t2");
    }

    @Test
    void keepsToTheRate() throws InterruptedException {
        Duel.Side side = new Duel.Side(target("one", "t"), () -> Call.get("/Patient/1"));

        Figures figures = run(new Pace(4, 100, Duration.ofMillis(500)), List.of(side), new ConcurrentLinkedQueue<>())
                .getFirst();

        assertThat(figures.requests()).isBetween(90L, 101L);
    }

    @Test
    void failedRequestsAreErrorsWithoutLatency() throws InterruptedException {
        Duel.Side side = new Duel.Side(target("one", "t"), () -> Call.get("/bad"));

        Figures figures = run(new Pace(1, 0, Duration.ofMillis(100)), List.of(side), new ConcurrentLinkedQueue<>())
                .getFirst();

        assertThat(figures.requests()).isZero();
        assertThat(figures.errors()).isPositive();
        assertThat(figures.failures().byStatus()).containsOnlyKeys("404");
        assertThat(figures.failures().first()).isEqualTo("/fhir/bad: {}");
        assertThat(figures.latency().getTotalCount()).isZero();
    }

    private static List<Figures> run(Pace pace, List<Duel.Side> sides, Queue<String> progress)
            throws InterruptedException {
        try (LoadGenerator generator = new LoadGenerator(pace)) {
            return new Duel(generator, 1, 2).run(sides, progress::add);
        }
    }

    private Target target(String name, String token) {
        return new Target(
                name,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir"),
                () -> Optional.of(token),
                new CpuMeter(
                        Optional.of(new ProcessGroup(ProcessHandle.current().pid())), Optional.empty()));
    }
}
