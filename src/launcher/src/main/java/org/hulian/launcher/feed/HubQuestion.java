package org.hulian.launcher.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hulian.launcher.LaunchFailure;

/** Asks a running hub for a resource. */
public record HubQuestion(URI hub, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The resource at a path with its query.
     *
     * @throws LaunchFailure with the words of the hub when it answers anything but 200
     */
    public JsonNode get(String path) {
        return answer(request(path).build());
    }

    /**
     * Has something begun that goes on by itself.
     *
     * @param parameters the resource Parameters
     * @throws LaunchFailure with the words of the hub when it answers anything but 202
     */
    public void begin(String path, JsonNode parameters) {
        answer(request(path)
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString(parameters.toString()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/fhir+json")
                .timeout(Duration.ofSeconds(60));
    }

    private JsonNode answer(HttpRequest request) {
        int expected = request.method().equals("GET") ? 200 : 202;
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() != expected) {
                throw new LaunchFailure("The hub answered " + response.statusCode() + ": "
                        + body.at("/issue/0/details/text").asText());
            }
            return body;
        } catch (IOException e) {
            throw new LaunchFailure("The hub at " + hub + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", e);
        }
    }
}
