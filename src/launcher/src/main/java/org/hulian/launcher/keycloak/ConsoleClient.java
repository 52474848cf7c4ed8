package org.hulian.launcher.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.PrivateFiles;

/**
 * Keeps the console's client of an embedded Keycloak as the template and the addresses of this start want it. A realm is
 * imported once, so a home from before the console, or one started on other ports, gets the change here.
 */
public final class ConsoleClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KeycloakSettings settings;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public ConsoleClient(KeycloakSettings settings) {
        this.settings = settings;
    }

    /**
     * Writes the client where it is not known to be in order; a note in the home says which one was written last.
     *
     * @param imported whether the realm was there before this start, and so may hold an older client
     */
    public void agree(Realm realm, URI hub, boolean imported) {
        ObjectNode wanted = realm.console(hub);
        Path note = settings.directory().resolve("console-client");
        String digest = digest(wanted.toString());
        try {
            if (Files.exists(note) && Files.readString(note).strip().equals(digest)) {
                return;
            }
            if (imported) {
                write(wanted);
            }
            PrivateFiles.write(note, digest + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the console's client in Keycloak", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while Keycloak took the console's client", e);
        }
    }

    private void write(ObjectNode wanted) throws IOException, InterruptedException {
        String token = token();
        URI clients = URI.create(settings.url() + "/admin/realms/" + KeycloakSettings.REALM + "/clients");
        URI search = URI.create(clients + "?clientId=" + Realm.CONSOLE);
        JsonNode found = send(HttpRequest.newBuilder(search).header("Authorization", "Bearer " + token));
        HttpRequest.Builder request = found.isEmpty()
                ? HttpRequest.newBuilder(clients).POST(BodyPublishers.ofString(wanted.toString()))
                : HttpRequest.newBuilder(URI.create(
                                clients + "/" + found.path(0).path("id").asText()))
                        .PUT(BodyPublishers.ofString(wanted.toString()));
        send(request.header("Authorization", "Bearer " + token).header("Content-Type", "application/json"));
    }

    private String token() throws IOException, InterruptedException {
        URI endpoint = URI.create(settings.url() + "/realms/master/protocol/openid-connect/token");
        String form = "grant_type=password&client_id=admin-cli&username=admin&password=" + settings.adminPassword();
        return send(HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .path("access_token")
                .asText();
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new LaunchFailure("Keycloak did not take the client of the console ("
                    + response.request().uri().getPath() + ": " + response.statusCode()
                    + "). If its administrator was changed, see UPGRADING: The console's client.");
        }
        return JSON.readTree(response.body());
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
