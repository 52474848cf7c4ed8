package org.hulian.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What an administrator does at Keycloak, through its own API. */
record KeycloakAdmin(String url, String password) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Signs a person out of everything. */
    void endSessionsOf(String login) {
        String user = ask("GET", "/users?exact=true&username=" + login)
                .path(0)
                .path("id")
                .asText();
        ask("POST", "/users/" + user + "/logout");
    }

    void removeConsoleClient() {
        String client = ask("GET", "/clients?clientId=hulian-console")
                .path(0)
                .path("id")
                .asText();
        ask("DELETE", "/clients/" + client);
    }

    private JsonNode ask(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/admin/realms/hulian" + path))
                .header("Authorization", "Bearer " + token())
                .method(method, BodyPublishers.noBody())
                .build();
        return send(request);
    }

    private String token() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=password&client_id=admin-cli&username=admin&password=" + password))
                .build();
        return send(request).path("access_token").asText();
    }

    private static JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(request.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return Hub.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
