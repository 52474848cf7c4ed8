package org.hulian.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A FHIR client of one login: plain HTTP, so that the test sees what any client sees. */
record Fhir(String base, String token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    JsonNode get(String path) {
        return json(send(request(path).GET()), 200);
    }

    int status(String path) {
        return send(request(path).GET()).statusCode();
    }

    JsonNode post(String path, String body) {
        return json(
                send(request(path)
                        .header("Content-Type", "application/fhir+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))),
                201);
    }

    JsonNode put(String path, String body) {
        return json(
                send(request(path)
                        .header("Content-Type", "application/fhir+json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body))),
                200);
    }

    /** The resources of a searchset that match. */
    static Stream<JsonNode> matches(JsonNode bundle) {
        return StreamSupport.stream(bundle.path("entry").spliterator(), false)
                .filter(entry ->
                        "match".equals(entry.path("search").path("mode").asText("match")))
                .map(entry -> entry.path("resource"));
    }

    /** Everything that matches, page after page. */
    Stream<JsonNode> all(String search) {
        List<JsonNode> found = new ArrayList<>();
        for (String page = search; page != null; ) {
            JsonNode bundle = get(page);
            matches(bundle).forEach(found::add);
            page = next(bundle);
        }
        return found.stream();
    }

    private @Nullable String next(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if ("next".equals(link.path("relation").asText())) {
                return link.path("url").asText().substring(base.length() + 1);
            }
        }
        return null;
    }

    /** The messages of this institution's feed, newest first. */
    Stream<JsonNode> feedMessages() {
        List<JsonNode> found = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = get("../feed/messages?count=200" + before);
            page.path("messages").forEach(found::add);
            before = page.has("next") ? "&before=" + page.path("next").asText() : "";
        } while (!before.isEmpty());
        return found.stream();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create(base + "/" + path.replace("|", "%7C")).normalize())
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/fhir+json")
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response, int expected) {
        if (response.statusCode() != expected) {
            throw new AssertionError(response.request().method() + " " + response.uri() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        try {
            return Hub.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
