package org.hulian.fhir.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console lets through without a session: its pages, and nothing else. */
@QuarkusTest
class ConsoleDoorTest extends HubTest {
    @Test
    void theRootLeadsToTheConsole() {
        Answer answer = hub.get("/");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/console/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/session", "/console/login"})
    void headIsGetWithoutABody(String path) {
        Answer head = hub.send("HEAD", path, null);

        assertThat(head.status()).isEqualTo(hub.get(path).status());
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/", "/console/catalogue", "/console/items/laboratory/glucose", "/console/session"})
    void everyAnswerIsProtected(String path) {
        Answer answer = hub.get(path);

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theApiAsksForLoginWithoutASession() {
        Answer read = hub.get("/console/fhir/Library/recognition-rules");
        Answer strange = hub.get("/console/fhir/Library/recognition-rules", "Cookie", cookie("x".repeat(43)));
        Answer who = hub.get("/console/session");

        assertThat(read.status()).isEqualTo(401);
        assertThat(read.body()).contains("OperationOutcome");
        assertThat(strange.status()).isEqualTo(401);
        assertThat(who.status()).isEqualTo(401);
    }

    @Test
    void aTokenOfTheClientIsNoWayAroundTheSession() {
        Answer read = hub.with(issuer.person("steward1", "steward")).get("/console/fhir/Library/recognition-rules");

        assertThat(read.status()).isEqualTo(401);
    }

    @Test
    void changesWithoutThePagesOwnTokenAreRefusedBeforeAnythingElse() {
        String session = cookie("x".repeat(43));

        assertThat(hub.put("/console/fhir/Library/recognition-rules", "{}", "Cookie", session)
                        .status())
                .isEqualTo(403);
        assertThat(hub.post("/console/logout", "", "Cookie", session).status()).isEqualTo(403);
        assertThat(hub.get("/console/fhir/metadata", "Cookie", session, "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/fhir/../session",
                "/console/fhir/%2e%2e/session",
                "/console/fhir/..%2fsession",
                "/console/fhir//Library",
                "/console//fhir/metadata",
                "/console/fhir/./metadata"
            })
    void pathsThatCouldBeReadInTwoWaysLeadNowhere(String path) {
        assertThat(hub.get(path).status()).isEqualTo(404);
    }

    @Test
    void nobodyCanSignInWhereNoClientIsConfigured() {
        Answer answer = hub.get("/console/login");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/console/?problem=not-configured");
    }

    @Test
    void aWordOfLogoutNobodySignedIsRefused() {
        Answer answer = hub.send(
                "POST",
                "/console/ended",
                "logout_token=a.b.c".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(400);
    }

    private static String cookie(String secret) {
        return "hulian-console-8080=" + secret;
    }
}
