package org.hulian.launcher.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.hulian.launcher.LaunchFailure;

/** Access tokens from the realm's token endpoint: for a demo login by password, for a backend client by its key. */
public final class Tokens {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI issuer;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Tokens(URI issuer) {
        this.issuer = issuer;
    }

    /**
     * A token of a person.
     *
     * @param scope SMART scopes, separated by blanks
     */
    public String ofLogin(String login, String password, String scope) {
        return request(
                login,
                Map.of(
                        "grant_type", "password",
                        "client_id", "hulian-cli",
                        "username", login,
                        "password", password,
                        "scope", scope));
    }

    /** A token of an institution's own system. */
    public String ofClient(String clientId, ClientKey key, String scope) {
        return request(
                clientId,
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        key.assertion(clientId, issuer.toString(), Instant.now()),
                        "scope",
                        scope));
    }

    private String request(String name, Map<String, String> form) {
        URI endpoint = URI.create(issuer + "/protocol/openid-connect/token");
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new LaunchFailure("Keycloak gave no token to " + name + ": "
                        + body.path("error").asText() + " ("
                        + body.path("error_description").asText() + ")");
            }
            return body.get("access_token").textValue();
        } catch (IOException e) {
            throw new LaunchFailure("Keycloak does not answer at " + endpoint + ". Is it running? ./hub status", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while waiting for a token", e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
