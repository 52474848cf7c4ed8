package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.Eventually;
import org.hulian.fhir.testing.HubTest;

/** A hub asked for exports and sent imports; what tests of both share. */
abstract class BulkHub extends HubTest {
    static final String ASYNC = "respond-async";

    final Calls riverside = hub.with(issuer.system("riverside"));

    static Answer ready(Calls caller, String job) {
        Answer status = Eventually.met(
                Duration.ofSeconds(60),
                () -> caller.get(job),
                answer -> answer.status() != 202 || answer.header("X-Progress").isEmpty());
        assertThat(status.status()).as(status.body()).isEqualTo(200);
        return status;
    }

    static JsonNode imported(Calls caller, String lines) {
        Answer answer = caller.post("/fhir/$import", lines, "Prefer", ASYNC, "Content-Type", "application/fhir+ndjson");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return ready(caller, path(answer.header("Content-Location"))).json();
    }

    static String path(String url) {
        return url.substring(url.indexOf("/fhir"));
    }
}
