package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.HubTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A hub whose Subscriptions may call one loopback address; what tests of them share. */
abstract class SubscriptionHub extends HubTest {
    static final ObjectMapper JSON = new ObjectMapper();
    static final int PORT = 18_473;
    static final String RESULTS = "http://hulian.org/fhir/SubscriptionTopic/patient-results";
    static final String BACKPORT = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";

    final Calls riverside = hub.with(issuer.system("riverside"));
    final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    final AtomicInteger refusals = new AtomicInteger();
    final AtomicLong delay = new AtomicLong();
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

    static String number(String name, String value) {
        return "\"extension\":[{\"url\":\"" + BACKPORT + name + "\"," + value + "}],\"payload\"";
    }

    String subscribe(Calls caller, String patient, String content) throws Exception {
        String id =
                created(caller.post("/fhir/Subscription", subscription(patient, content, """
                "type":"rest-hook","endpoint":"%s\"""".formatted(endpoint()))));
        JsonNode handshake = received.poll(20, TimeUnit.SECONDS);
        assertThat(handshake).isNotNull();
        assertThat(parameter(handshake, "type")).isEqualTo("handshake");
        waitFor(id, "active");
        return id;
    }

    String subscribeBySocket(String patient) {
        String id = created(hospital.post("/fhir/Subscription", subscription(patient, "id-only", """
                "type":"websocket\"""")));
        waitFor(id, "active");
        return id;
    }

    /** Whoever of the two wrote it reads it. */
    JsonNode waitFor(String subscription, String status) {
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

    JsonNode event() throws InterruptedException {
        JsonNode told = received.poll(20, TimeUnit.SECONDS);
        assertThat(told).isNotNull();
        assertThat(parameter(told, "type")).isEqualTo("event-notification");
        return told;
    }

    static String parameter(JsonNode bundle, String name) {
        for (JsonNode parameter : bundle.at("/entry/0/resource/parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.has("valueCode")
                        ? parameter.path("valueCode").asText()
                        : parameter.path("valueString").asText();
            }
        }
        return "";
    }

    /** Of this test alone: subscriptions of others go on. */
    String endpoint() {
        return "http://127.0.0.1:" + PORT + "/hook/" + path;
    }

    static String subscription(String patient, String content, String channel) {
        return """
                {"resourceType":"Subscription","status":"requested","reason":"test","criteria":"%s",\
                "_criteria":{"extension":[{"url":"%sfilter-criteria","valueString":"Observation?patient=%s"}]},\
                "channel":{%s,"payload":"application/fhir+json","_payload":{"extension":[\
                {"url":"%spayload-content","valueCode":"%s"}]}}}""".formatted(RESULTS, BACKPORT, patient, channel, BACKPORT, content);
    }
}
