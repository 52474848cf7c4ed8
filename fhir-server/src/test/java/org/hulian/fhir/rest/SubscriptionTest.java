package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Eventually;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Topic-based subscriptions, <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/">R5 Backport</a>. */
@QuarkusTest
@TestProfile(SubscriptionHub.Hooked.class)
class SubscriptionTest extends SubscriptionHub {
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

    private void share(String consent, String patient, String status) {
        Answer answer = hub.with(issuer.resident(patient))
                .put("/fhir/Consent/" + consent, CONSENT.formatted(consent, patient, status));
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
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

    private int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
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
