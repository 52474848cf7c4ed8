package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.junit.jupiter.api.Test;

/** What a Subscription says of itself is kept, or refused. */
@QuarkusTest
@TestProfile(SubscriptionHub.Hooked.class)
class SubscriptionTermsTest extends SubscriptionHub {
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
    void waitsNoLongerThanTheSubscriptionSays() {
        delay.set(1_500);
        String id = created(hospital.post(
                "/fhir/Subscription",
                subscription(patient("sub-10"), "empty", "\"type\":\"rest-hook\",\"endpoint\":\"" + endpoint() + "\"")
                        .replace("\"payload\"", number("timeout", "\"valueUnsignedInt\":1"))));

        assertThat(waitFor(id, "error").path("error").asText()).isEqualTo("timed-out");
    }

    private static int asked(Calls caller, String patient, String topic, String endpoint) {
        String hook = """
                "type":"rest-hook","endpoint":"%s\"""".formatted(endpoint);
        return caller.post(
                        "/fhir/Subscription",
                        subscription(patient, "empty", hook).replace(RESULTS, topic))
                .status();
    }
}
