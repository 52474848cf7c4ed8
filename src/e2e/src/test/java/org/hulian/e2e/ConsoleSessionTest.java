package org.hulian.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions of the console with the real Keycloak: who gets in, as whom, and when it ends. */
@ExtendWith(RunningHub.class)
class ConsoleSessionTest {
    private static final String LIBRARY = "/console/fhir/Library/recognition-rules";

    @Test
    void aPersonSignsInAndNoTokenEverReachesAScript(Hub hub) {
        ConsoleUser steward = hub.atConsole();

        String page = steward.signIn("steward1", hub.password("steward1"));

        assertThat(page).isEqualTo("/console/catalogue");
        assertThat(steward.session().path("name").asText()).isEqualTo("管数据");
        assertThat(steward.session().path("roles").toString()).isEqualTo("[\"steward\"]");
        assertThat(steward.get(LIBRARY).statusCode()).isEqualTo(200);
        assertThat(steward.readable()).noneMatch(text -> text.contains("eyJ"));
        assertThat(steward.setByHub())
                .isNotEmpty()
                .allMatch(cookie -> cookie.toLowerCase(Locale.ROOT).contains("httponly"))
                .allMatch(cookie -> cookie.contains("SameSite="))
                .allMatch(cookie -> cookie.contains("Path=/console"))
                .noneMatch(cookie -> cookie.contains("eyJ"));
    }

    @Test
    void whatChangesSomethingNeedsThePagesOwnToken(Hub hub) {
        ConsoleUser steward = hub.atConsole();
        steward.signIn("steward1", hub.password("steward1"));
        JsonNode library = ConsoleUser.json(steward.get(LIBRARY));
        String body = ((ObjectNode) library).put("version", "e2e-forged").toString();

        assertThat(steward.send("PUT", LIBRARY, body).statusCode()).isEqualTo(403);
        assertThat(steward.send("PUT", LIBRARY, body, "X-Console-Token", "guess")
                        .statusCode())
                .isEqualTo(403);
        assertThat(steward.get(LIBRARY, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(ConsoleUser.json(steward.get(LIBRARY)).path("version").asText())
                .isNotEqualTo("e2e-forged");
    }

    @Test
    void aPhysiciansSessionHasAPhysiciansRights(Hub hub) {
        ConsoleUser physician = hub.atConsole();
        physician.signIn("physician-first", hub.password("physician-first"));
        JsonNode library = ConsoleUser.json(physician.get(LIBRARY));

        int put = physician
                .send(
                        "PUT",
                        LIBRARY,
                        ((ObjectNode) library).put("version", "e2e-physician").toString(),
                        "X-Console-Token",
                        physician.requestToken())
                .statusCode();

        assertThat(physician.session().path("institution").asText()).isEqualTo("city-first");
        assertThat(put).isEqualTo(403);
    }

    @Test
    void signingOutEndsTheSessionAtKeycloakToo(Hub hub) {
        ConsoleUser steward = hub.atConsole();
        steward.signIn("steward2", hub.password("steward2"));
        String token = steward.requestToken();

        assertThat(steward.send("POST", "/console/logout", "", "X-Console-Token", token)
                        .statusCode())
                .isEqualTo(204);

        assertThat(steward.get("/console/session").statusCode()).isEqualTo(401);
        assertThat(steward.get(ConsoleUser.location(steward.get("/console/login")))
                        .body())
                .contains("name=\"password\"");
    }

    @Test
    void theSessionEndsWithKeycloaks(Hub hub) {
        ConsoleUser steward = hub.atConsole();
        steward.signIn("steward2", hub.password("steward2"));
        assertThat(steward.get(LIBRARY).statusCode()).isEqualTo(200);

        hub.keycloak().endSessionsOf("steward2");

        Waiting.until(
                "the session has ended", () -> steward.get("/console/session").statusCode() == 401);
        assertThat(steward.get(LIBRARY).statusCode()).isEqualTo(401);
    }

    @Test
    void aSignInBegunByAnotherBrowserIsNotTaken(Hub hub) {
        ConsoleUser one = hub.atConsole();
        String state = ConsoleUser.location(one.get("/console/login")).replaceAll(".*state=([^&]+).*", "$1");
        ConsoleUser other = hub.atConsole();

        String page = ConsoleUser.location(other.get("/console/callback?code=abc&state=" + state));

        assertThat(page).isEqualTo("/console/?problem=begin-again");
        assertThat(other.get("/console/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aHomeOfBeforeTheConsoleGetsItsClientAtTheNextStart(Hub hub) throws IOException {
        hub.keycloak().removeConsoleClient();
        Files.delete(hub.home().resolve("keycloak/console-client"));

        hub.start();

        assertThat(hub.atConsole().signIn("steward1", hub.password("steward1"))).isEqualTo("/console/catalogue");
    }
}
