package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;

/** A version is answered as the resource is: headers, body and who may have it. */
@QuarkusTest
class VersionReadTest extends HubTest {
    private final Calls riverside = hub.with(issuer.system("riverside"));

    @Test
    void theCurrentVersionIsAnsweredAsTheResource() {
        String at = "/fhir/Observation/" + glucose(patient("vread-same"), 1);

        Answer read = hospital.get(at);
        Answer version = hospital.get(at + "/_history/1");

        assertThat(version.body()).isEqualTo(read.body());
        for (String header :
                List.of("ETag", "Last-Modified", "Content-Type", "Cache-Control", "X-Content-Type-Options", "Vary")) {
            assertThat(version.header(header)).as(header).isEqualTo(read.header(header));
        }
        assertThat(hospital.get(at + "/_history/1", "If-None-Match", "W/\"1\"").status())
                .isEqualTo(hospital.get(at, "If-None-Match", "W/\"1\"").status());
        assertThat(riverside.get(at + "/_history/1").status())
                .isEqualTo(riverside.get(at).status());
    }

    @Test
    void aBinaryIsOpenedByItsSecurityContextInEveryVersion() {
        String patient = patient("vread-context");
        String other = patient("vread-other");
        String result = glucose(patient, 1);
        String hidden = glucose(other, 1);
        String at = "/fhir/Binary/" + binary("POST", "/fhir/Binary", hidden);
        binary("PUT", at, result);
        binary("PUT", at, result);

        assertThat(statuses(at)).containsExactly(404, 404, 404, 404);

        String consent = UUID.randomUUID().toString();
        assertThat(hub.with(issuer.resident(patient))
                        .put("/fhir/Consent/" + consent, CONSENT.formatted(consent, patient, "active"))
                        .status())
                .isEqualTo(201);

        assertThat(statuses(at)).containsExactly(200, 200, 200, 404);
        assertThat(riverside.get(at + "/_history/4").status()).isEqualTo(404);
    }

    /** What the health centre is answered for the resource and its versions 3, 2 and 1, the last of another patient. */
    private List<Integer> statuses(String at) {
        return List.of(
                riverside.get(at).status(),
                riverside.get(at + "/_history/3").status(),
                riverside.get(at + "/_history/2").status(),
                riverside.get(at + "/_history/1").status());
    }

    private String binary(String method, String at, String context) {
        Answer written = hospital.send(
                method,
                at,
                ("scan " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "text/plain",
                "X-Security-Context",
                "Observation/" + context);
        assertThat(written.status()).as(written.body()).isBetween(200, 201);
        return written.json().path("id").asText();
    }
}
