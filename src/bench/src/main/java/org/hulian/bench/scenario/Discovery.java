package org.hulian.bench.scenario;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.hulian.bench.load.Target;
import org.jspecify.annotations.Nullable;

/** Finds resources on a server by search, following its next links. */
public final class Discovery {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Target target;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Function<String, Optional<String>> tokens;

    /**
     * Looks for things on a server.
     *
     * @param tokens of a login or institution, empty where the server asks for none
     */
    public Discovery(Target target, Function<String, Optional<String>> tokens) {
        this.target = target;
        this.tokens = tokens;
    }

    /** The same server as somebody else sees it. */
    Discovery as(String who) {
        return new Discovery(new Target(target.name(), target.base(), () -> tokens.apply(who), target.cpu()), tokens);
    }

    /** How many a search finds. */
    int count(String query) {
        return get(URI.create(target.base() + "/" + query + "&_count=0&_total=accurate"))
                .path("total")
                .asInt();
    }

    /** Up to {@code pages} pages of what a search finds. */
    List<JsonNode> search(String query, int pages) {
        List<JsonNode> found = new ArrayList<>();
        @Nullable URI next = URI.create(target.base() + "/" + query);
        for (int page = 0; page < pages && next != null; page++) {
            JsonNode bundle = get(next);
            @Nullable URI following = null;
            bundle.path("entry").forEach(entry -> found.add(entry.path("resource")));
            for (JsonNode link : bundle.path("link")) {
                if (link.path("relation").asText().equals("next")) {
                    following = target.base().resolve(link.path("url").asText().replace("|", "%7C"));
                }
            }
            next = following;
        }
        return found;
    }

    /** Ids of up to 500 patients, at least one. */
    List<String> patients() {
        List<String> patients = search("Patient?_count=100", 5).stream()
                .map(patient -> patient.path("id").asText())
                .toList();
        if (patients.isEmpty()) {
            throw new BenchFailure("The server shows no Patient to this caller; load the demo region first.");
        }
        return patients;
    }

    /** The codes of a value set, flat. */
    List<JsonNode> codes(String valueSet) {
        JsonNode expanded = get(URI.create(target.base() + "/ValueSet/$expand?excludeNested=true&url=" + valueSet));
        List<JsonNode> codes = new ArrayList<>();
        expanded.path("expansion").path("contains").forEach(codes::add);
        return codes;
    }

    /** Some codes of a large value set, from pages all over it. */
    List<JsonNode> codes(String valueSet, int pages, Random random) {
        String expand = target.base() + "/ValueSet/$expand?url=" + URLEncoder.encode(valueSet, StandardCharsets.UTF_8);
        int total = get(URI.create(expand + "&count=1")).at("/expansion/total").asInt();
        List<JsonNode> codes = new ArrayList<>();
        for (int page = 0; page < pages && total > 0; page++) {
            get(URI.create(expand + "&count=50&offset=" + random.nextInt(total)))
                    .at("/expansion/contains")
                    .forEach(codes::add);
        }
        return codes;
    }

    /** Sends a transaction before the load; the answer tells whether it was taken. */
    boolean post(byte[] bundle) {
        HttpRequest request = request(target.base())
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bundle))
                .build();
        return exchange(request).statusCode() / 100 == 2;
    }

    private JsonNode get(URI uri) {
        HttpResponse<byte[]> response = exchange(request(uri).build());
        if (response.statusCode() != 200) {
            throw new BenchFailure(target.name() + " answers " + response.statusCode() + " to " + uri.getPath()
                    + ". Is the token allowed to search there?");
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new BenchFailure(target.name() + " does not answer with JSON at " + uri.getPath(), e);
        }
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2)).header("Accept", "application/fhir+json");
        target.token().get().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new BenchFailure(target.name() + " does not answer at " + target.base(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted", e);
        }
    }
}
