package org.hulian.demo.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hulian.demo.DemoRegion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionLoaderTest {
    private static final int RESIDENTS = 45;

    private final DemoRegion region = DemoRegion.generate(RESIDENTS, DemoRegion.SEED);
    private final AtomicInteger transactions = new AtomicInteger();
    private final AtomicInteger messages = new AtomicInteger();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> decisions = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private volatile int failAfter = Integer.MAX_VALUE;
    private volatile int failure = 503;

    @TempDir
    Path home;

    private HttpServer http;
    private ServerSocket mllp;

    @BeforeEach
    void listen() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        http = HttpServer.create(any, 0);
        http.createContext("/fhir", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            String path = exchange.getRequestURI().toString();
            if (!path.equals("/fhir")) {
                answer(exchange, path, body);
                return;
            }
            int status = transactions.incrementAndGet() > failAfter ? failure : 200;
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        http.start();
        mllp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::acceptAll);
    }

    @AfterEach
    void stop() throws IOException {
        http.stop(0);
        mllp.close();
    }

    /** Every order finds one result to rely on, every search one order. */
    private void answer(HttpExchange exchange, String path, String body) throws IOException {
        byte[] answer = path.contains("recognize")
                ? """
                {"resourceType":"Parameters","parameter":[{"name":"line","part":[\
                {"name":"item","valueCoding":{"code":"4548-4"}},{"name":"verdict","part":[\
                {"name":"verdict","valueCode":"RECOGNISE"},\
                {"name":"result","valueReference":{"reference":"Observation/r"}}]}]}]}""".getBytes(UTF_8)
                : "{\"entry\":[{\"resource\":{\"id\":\"o\"}}]}".getBytes(UTF_8);
        (body.isEmpty() ? asked : decisions).add(body.isEmpty() ? path : body);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void asksTheHubAboutOrdersOfTheSecondYearAndDecides() throws Exception {
        Tally tally = loader().load(region, DemoRegion.SEED);

        long orders = IntStream.rangeClosed(1, RESIDENTS)
                .mapToLong(number -> region.orders(number).size())
                .sum();
        assertThat(tally.orders()).isEqualTo((int) orders).isGreaterThan(2);
        assertThat(asked).filteredOn(path -> path.contains("recognize")).hasSize((int) orders);
        assertThat(decisions).hasSizeBetween((int) orders / 2, (int) orders);
        assertThat(decisions).anyMatch(body -> body.contains("\"recognise\"") && body.contains("Observation/r"));
        assertThat(decisions)
                .allMatch(body -> body.contains("\"recognise\"")
                        || (body.contains("\"repeat\"") && body.contains("patient-informed")));
    }

    @Test
    void sendsEverythingOnceAndThenNothing() throws Exception {
        Tally first = loader().load(region, DemoRegion.SEED);
        Tally second = loader().load(region, DemoRegion.SEED);

        assertThat(first.refusals()).isZero();
        assertThat(first.messages()).isEqualTo(messages.get()).isGreaterThan(100);
        assertThat(first.bundles()).isEqualTo(transactions.get()).isGreaterThan(60);
        assertThat(second).isEqualTo(Tally.none());
        assertThat(tokens).contains("Bearer steward1", "Bearer riverside", "Bearer county-lab", "Bearer resident2");
    }

    @Test
    void goesOnWhereTheHubStoppedAnswering() throws Exception {
        failAfter = 40;
        assertThatThrownBy(() -> loader().load(region, DemoRegion.SEED))
                .isInstanceOf(LoadFailure.class)
                .hasMessageContaining("status 503")
                .hasMessageContaining("run the loader again");
        Checkpoint stopped = Checkpoint.read(home.resolve("loaded.json"), DemoRegion.SEED, RESIDENTS);

        failAfter = Integer.MAX_VALUE;
        Tally rest = loader().load(region, DemoRegion.SEED);

        assertThat(stopped.loaded()).isBetween(0, RESIDENTS - 1);
        assertThat(rest.bundles()).isPositive();
        assertThat(Checkpoint.read(home.resolve("loaded.json"), DemoRegion.SEED, RESIDENTS)
                        .everyone())
                .isTrue();
    }

    @Test
    void tellsWhatWasRefusedAndGoesOn() throws Exception {
        failAfter = 50;
        failure = 403;

        Tally tally = loader().load(region, DemoRegion.SEED);

        assertThat(tally.bundles()).isEqualTo(50);
        assertThat(tally.refusals()).isEqualTo(transactions.get() - 50);
        assertThat(tally.refused()).hasSize(10).allMatch(line -> line.contains("status 403"));
    }

    @Test
    void anotherSeedStartsAfresh() {
        Path file = home.resolve("loaded.json");
        new Checkpoint(1, RESIDENTS, 20, 0).write(file);

        assertThat(Checkpoint.read(file, 1, RESIDENTS).loaded()).isEqualTo(20);
        assertThat(Checkpoint.read(file, 2, RESIDENTS).loaded()).isEqualTo(-1);
    }

    @Test
    void readsTheExpiryOfAToken() {
        String claims = Base64.getUrlEncoder().encodeToString("{\"exp\":1800000000}".getBytes(US_ASCII));

        assertThat(HomeTokens.expiry("h." + claims + ".s").getEpochSecond()).isEqualTo(1_800_000_000);
    }

    private RegionLoader loader() {
        return new RegionLoader(
                new RegionLoader.Target(
                        URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/fhir"),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), mllp.getLocalPort()),
                        sender -> sender,
                        2),
                home.resolve("loaded.json"),
                line -> {});
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = mllp.accept();
                Thread.ofVirtual().start(() -> acknowledge(socket));
            }
        } catch (IOException e) {
            assertThat(mllp.isClosed()).isTrue();
        }
    }

    private void acknowledge(Socket socket) {
        byte[] accepted = "\u000bMSH|^~\\&|HULIAN\rMSA|AA|1\r\u001c\r".getBytes(US_ASCII);
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == 0x1C) {
                    messages.incrementAndGet();
                    socket.getOutputStream().write(accepted);
                }
            }
        } catch (IOException e) {
            assertThat(socket.isClosed()).isTrue();
        }
    }
}
