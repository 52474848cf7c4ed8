package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.HubTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topic-based subscriptions, <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/">R5 Backport</a>. */
@QuarkusTest
@TestProfile(SubscriptionTest.Hooked.class)
class SubscriptionTest extends HubTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final int PORT = 18_473;
    private static final String RESULTS = "http://hulian.org/fhir/SubscriptionTopic/patient-results";
    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";

    private final Calls riverside = hub.with(issuer.system("riverside"));
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicLong delay = new AtomicLong();
    private final String path = UUID.randomUUID().toString();
    private @Nullable HttpServer server;

    /** One loopback address may be called. */
    public static final class Hooked implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "hulian.subscription.endpoints", "http://127.0.0.1:" + PORT + "/hook",
                    "hulian.subscription.attempts", "3",
                    "hulian.subscription.pause-seconds", "1",
                    "hulian.subscription.timeout-seconds", "2",
                    "hulian.subscription.poll-millis", "200");
        }
    }

    @BeforeEach
    void listen() throws IOException {
        HttpServer hooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        hooks.createContext("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean own = exchange.getRequestURI().getPath().endsWith(path);
            if (own) {
                pause(delay.get());
            }
            boolean refuse = own && refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (own && !refuse) {
                received.add(JSON.readTree(body));
            }
            exchange.sendResponseHeaders(refuse ? 500 : 200, -1);
            exchange.close();
        });
        hooks.start();
        server = hooks;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void silence() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void shakesHandsAndDeliversWhatMatchesInOrder() throws Exception {
        String patient = patient("sub-1");
        String other = patient("sub-2");
        subscribe(hospital, patient, "id-only");
        glucose(other, 1);
        String first = glucose(patient, 2);
        String second = glucose(patient, 3);

        JsonNode one = event();
        JsonNode two = event();

        assertThat(one.at("/entry/1/request/url").asText()).isEqualTo("Observation/" + first);
        assertThat(two.at("/entry/1/request/url").asText()).isEqualTo("Observation/" + second);
        assertThat(one.at("/entry/1/resource").isMissingNode()).isTrue();
        assertThat(parameter(one, "events-since-subscription-start")).isIn("1", "2");
        assertThat(parameter(two, "events-since-subscription-start")).isEqualTo("2");
        assertThat(eventNumber(one)).isEqualTo("1");
        assertThat(eventNumber(two)).isEqualTo("2");
    }

    @Test
    void tellsNobodyWithoutTheResidentsLeave() throws Exception {
        String patient = patient("sub-3");
        String subscription = subscribe(riverside, patient, "full-resource");
        String witness = subscribeBySocket(patient);
        String before = glucose(patient, 1);
        Eventually.met(
                () -> hospital.get("/fhir/Subscription/" + witness + "/$events").body(), body -> body.contains(before));
        String consent = UUID.randomUUID().toString();
        share(consent, patient, "active");
        String shared = glucose(patient, 2);

        JsonNode told = event();

        assertThat(told.at("/entry/1/resource/id").asText()).isEqualTo(shared);
        assertThat(eventNumber(told)).isEqualTo("1");
        assertThat(auditor.get("/fhir/AuditEvent?patient=" + patient).body()).contains("Observation/" + shared);
        share(consent, patient, "inactive");
        Answer events = riverside.get("/fhir/Subscription/" + subscription + "/$events");
        assertThat(events.json().path("entry")).as(events.body()).hasSize(1);
        assertThat(events.body()).contains("event-number").doesNotContain(shared);
    }

    @Test
    void triesAgainAndGivesUpVisibly() throws Exception {
        String patient = patient("sub-4");
        String subscription = subscribe(hospital, patient, "empty");
        refusals.set(1);
        glucose(patient, 1);

        JsonNode late = event();

        assertThat(eventNumber(late)).isEqualTo("1");
        assertThat(late.path("entry")).hasSize(1);
        refusals.set(100);
        String lost = glucose(patient, 2);
        assertThat(waitFor(subscription, "error").path("error").asText()).isEqualTo("status-500");
        refusals.set(0);
        Answer missed = hospital.get("/fhir/Subscription/" + subscription + "/$events?eventsSinceNumber=2");
        assertThat(missed.body()).contains("event-number").doesNotContain(lost);
        assertThat(hospital.get("/fhir/Subscription/" + subscription + "/$status")
                        .body())
                .contains("query-status");
    }

    @Test
    void speaksOverASocket() throws Exception {
        String patient = patient("sub-5");
        String id = subscribeBySocket(patient);
        JsonNode ticket = hospital.get("/fhir/Subscription/" + id + "/$get-ws-binding-token")
                .json();
        URI root = URI.create(ticket.at("/parameter/3/valueUrl").asText());
        URI address = URI.create("ws://127.0.0.1:" + port() + root.getPath());
        BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();

        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Messages(messages))
                .get(10, TimeUnit.SECONDS);
        socket.sendText(
                        "bind-with-token "
                                + ticket.at("/parameter/0/valueString").asText(),
                        true)
                .get(10, TimeUnit.SECONDS);
        String result = glucose(patient, 1);

        JsonNode told = messages.poll(20, TimeUnit.SECONDS);
        assertThat(told).isNotNull();
        assertThat(told.toString()).contains("Observation/" + result);
        socket.abort();
    }

    @Test
    void refusesWhatItWouldNotKeep() {
        String patient = patient("sub-6");

        assertThat(asked(hospital, patient, RESULTS, "http://127.0.0.1:5434/hook"))
                .isEqualTo(422);
        assertThat(asked(hospital, patient, RESULTS, "http://10.0.0.1/hook")).isEqualTo(422);
        assertThat(asked(physician, patient, RESULTS, endpoint())).isEqualTo(403);
        assertThat(asked(hospital, patient, "http://nobody/topic", endpoint())).isEqualTo(422);
    }

    @Test
    void refusesWhatItWouldPassOver() {
        String good =
                subscription(patient("sub-7"), "empty", "\"type\":\"rest-hook\",\"endpoint\":\"" + endpoint() + "\"");
        List<String> bad = List.of(
                good.replace("application/fhir+json", "application/fhir+xml"),
                good.replace("Observation?patient=", "Observation?code=%zz&patient="),
                good.replaceFirst("Observation\\?patient=[^\"]+", "Observation?patient="),
                good.replace("\"reason\"", "\"end\":\"2020-01-01T00:00:00Z\",\"reason\""),
                good.replace("\"payload\"", "\"header\":[\"Content-Length: 5\"],\"payload\""),
                good.replace("/hook/", "/hook/%2e%2e/"),
                good.replace("\"payload\"", number("heartbeat-period", "\"valueString\":\"5\"")),
                good.replace("\"payload\"", number("timeout", "\"valueUnsignedInt\":-1")),
                good.replace("\"payload\"", number("max-count", "\"valuePositiveInt\":0")));

        assertThat(bad)
                .allSatisfy(each -> assertThat(
                                hospital.post("/fhir/Subscription", each).status())
                        .as(each)
                        .isIn(400, 422));
        assertThat(hospital.post("/fhir/Subscription", good).status()).isEqualTo(201);
    }

    @Test
    void isTurnedOffAtItsEnd() throws Exception {
        String patient = patient("sub-8");
        String soon =
                Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS).toString();
        String id = created(hospital.post(
                "/fhir/Subscription",
                subscription(patient, "empty", "\"type\":\"rest-hook\",\"endpoint\":\"" + endpoint() + "\"")
                        .replace("\"reason\"", "\"end\":\"" + soon + "\",\"reason\"")));
        waitFor(id, "active");

        waitFor(id, "off");
        String witness = subscribeBySocket(patient);
        String after = glucose(patient, 1);
        Eventually.met(
                () -> hospital.get("/fhir/Subscription/" + witness + "/$events").body(), body -> body.contains(after));

        assertThat(hospital.get("/fhir/Subscription/" + id + "/$events").body()).doesNotContain("event-number");
    }

    @Test
    void tellsEventsInTheFullnessAskedFor() throws Exception {
        String patient = patient("sub-9");
        String id = subscribe(hospital, patient, "empty");
        String result = glucose(patient, 1);
        event();

        String events = "/fhir/Subscription/" + id + "/$events";
        assertThat(hospital.get(events).body()).doesNotContain(result);
        assertThat(hospital.get(events + "?content=full-resource")
                        .json()
                        .at("/entry/1/resource/id")
                        .asText())
                .isEqualTo(result);
        assertThat(hospital.get(events + "?content=all").status()).isEqualTo(400);
        assertThat(hospital.get("/fhir/Subscription/" + id + "/$status?id=" + id)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void waitsNoLongerThanTheSubscriptionSays() {
        delay.set(1_500);
        String id = created(hospital.post(
                "/fhir/Subscription",
                subscription(patient("sub-10"), "empty", "\"type\":\"rest-hook\",\"endpoint\":\"" + endpoint() + "\"")
                        .replace("\"payload\"", number("timeout", "\"valueUnsignedInt\":1"))));

        assertThat(waitFor(id, "error").path("error").asText()).isEqualTo("timed-out");
    }

    private static String number(String name, String value) {
        return "\"extension\":[{\"url\":\"" + BACKPORT + name + "\"," + value + "}],\"payload\"";
    }

    private static int asked(Calls caller, String patient, String topic, String endpoint) {
        String hook = """
                "type":"rest-hook","endpoint":"%s\"""".formatted(endpoint);
        return caller.post(
                        "/fhir/Subscription",
                        subscription(patient, "empty", hook).replace(RESULTS, topic))
                .status();
    }

    private String subscribe(Calls caller, String patient, String content) throws Exception {
        String id =
                created(caller.post("/fhir/Subscription", subscription(patient, content, """
                "type":"rest-hook","endpoint":"%s\"""".formatted(endpoint()))));
        JsonNode handshake = received.poll(20, TimeUnit.SECONDS);
        assertThat(handshake).isNotNull();
        assertThat(parameter(handshake, "type")).isEqualTo("handshake");
        waitFor(id, "active");
        return id;
    }

    private String subscribeBySocket(String patient) {
        String id = created(hospital.post("/fhir/Subscription", subscription(patient, "id-only", """
                "type":"websocket\"""")));
        waitFor(id, "active");
        return id;
    }

    /** Whoever of the two wrote it reads it. */
    private JsonNode waitFor(String subscription, String status) {
        return Eventually.met(
                () -> {
                    Answer answer = hospital.get("/fhir/Subscription/" + subscription);
                    return answer.status() == 404
                            ? riverside
                                    .get("/fhir/Subscription/" + subscription)
                                    .json()
                            : answer.json();
                },
                found -> found.path("status").asText().equals(status));
    }

    private void share(String consent, String patient, String status) {
        Answer answer = hub.with(issuer.resident(patient))
                .put("/fhir/Consent/" + consent, CONSENT.formatted(consent, patient, status));
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    private JsonNode event() throws InterruptedException {
        JsonNode told = received.poll(20, TimeUnit.SECONDS);
        assertThat(told).isNotNull();
        assertThat(parameter(told, "type")).isEqualTo("event-notification");
        return told;
    }

    private static String parameter(JsonNode bundle, String name) {
        for (JsonNode parameter : bundle.at("/entry/0/resource/parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.has("valueCode")
                        ? parameter.path("valueCode").asText()
                        : parameter.path("valueString").asText();
            }
        }
        return "";
    }

    private static String eventNumber(JsonNode bundle) {
        List<String> numbers = new ArrayList<>();
        bundle.at("/entry/0/resource/parameter").forEach(parameter -> {
            if (parameter.path("name").asText().equals("notification-event")) {
                numbers.add(parameter.at("/part/0/valueString").asText());
            }
        });
        return String.join(",", numbers);
    }

    /** Of this test alone: subscriptions of others go on. */
    private String endpoint() {
        return "http://127.0.0.1:" + PORT + "/hook/" + path;
    }

    private int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    private static String subscription(String patient, String content, String channel) {
        return """
                {"resourceType":"Subscription","status":"requested","reason":"test","criteria":"%s",\
                "_criteria":{"extension":[{"url":"%sfilter-criteria","valueString":"Observation?patient=%s"}]},\
                "channel":{%s,"payload":"application/fhir+json","_payload":{"extension":[\
                {"url":"%spayload-content","valueCode":"%s"}]}}}""".formatted(RESULTS, BACKPORT, patient, channel, BACKPORT, content);
    }

    /** Collects text messages. */
    private record Messages(BlockingQueue<JsonNode> queue) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            try {
                queue.add(JSON.readTree(data.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            socket.request(1);
            return null;
        }
    }
}
