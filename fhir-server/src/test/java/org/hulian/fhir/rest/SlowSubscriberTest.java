package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** A delivery that takes too long is given up, and its subscription says so. */
@QuarkusTest
@TestProfile(SubscriptionHub.Hooked.class)
class SlowSubscriberTest extends HubTest {
    @Test
    void aSubscriberThatDoesNotAnswerInTimeIsInError() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer silent =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), SubscriptionHub.PORT), 0);
        silent.createContext("/hook", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        silent.start();
        try {
            String id = created(
                    hospital.post("/fhir/Subscription", """
                    {"resourceType":"Subscription","status":"requested","reason":"test",
                    "criteria":"http://hulian.org/fhir/SubscriptionTopic/patient-results",
                    "_criteria":{"extension":[{
                    "url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-filter-criteria",
                    "valueString":"Observation?patient=%s"}]},
                    "channel":{"type":"rest-hook","endpoint":"http://127.0.0.1:%d/hook/slow",
                    "payload":"application/fhir+json"}}""".formatted(patient("slow-hook"), SubscriptionHub.PORT)));

            JsonNode failed = Eventually.met(
                    () -> hospital.get("/fhir/Subscription/" + id).json(),
                    found -> found.path("status").asText().equals("error"));

            assertThat(failed.path("error").asText()).contains("timed-out");
        } finally {
            over.countDown();
            silent.stop(0);
        }
    }
}
