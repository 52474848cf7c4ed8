package org.hulian.launcher.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hulian.launcher.LaunchFailure;

/**
 * Asynchronous requests to a running hub, <a href="https://hl7.org/fhir/R4/async.html">asynchronous request pattern</a>.
 */
public final class BulkClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(100);

    private final URI hub;
    private final Supplier<String> token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * A client.
     *
     * @param token asked for before every request
     */
    public BulkClient(URI hub, Supplier<String> token) {
        this.hub = hub;
        this.token = token;
    }

    /** Begins an import of lines; where its state is told. */
    public URI beginImport(byte[] ndjson) {
        return begin(request(hub.resolve("/fhir/$import"))
                .header("Content-Type", "application/fhir+ndjson")
                .method("POST", BodyPublishers.ofByteArray(ndjson)));
    }

    /** Begins an export; where its state is told. */
    public URI beginExport(String pathAndQuery) {
        return begin(request(hub.resolve(pathAndQuery)).method("GET", BodyPublishers.noBody()));
    }

    private URI begin(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request.header("Prefer", "respond-async"), text());
        if (answer.statusCode() != 202) {
            throw refused(answer.statusCode(), answer.body());
        }
        return URI.create(answer.headers().firstValue("Content-Location").orElseThrow());
    }

    /** Waits until it is done; empty when the hub does not know it any more. */
    public Optional<JsonNode> done(URI job, Consumer<String> progress) {
        while (true) {
            HttpResponse<String> answer = send(request(job).method("GET", BodyPublishers.noBody()), text());
            switch (answer.statusCode()) {
                case 200 -> {
                    return Optional.of(json(answer.body()));
                }
                case 202 ->
                    progress.accept(answer.headers().firstValue("X-Progress").orElse(""));
                case 404 -> {
                    return Optional.empty();
                }
                default -> throw refused(answer.statusCode(), answer.body());
            }
            pause();
        }
    }

    /** Writes what stands at an address into a file, which appears when it is complete. */
    public void download(URI address, Path file) throws IOException {
        HttpResponse<InputStream> answer =
                send(request(address).method("GET", BodyPublishers.noBody()), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw refused(answer.statusCode(), new String(body.readNBytes(2_000), StandardCharsets.UTF_8));
            }
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofMinutes(10))
                .header("Authorization", "Bearer " + token.get());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new LaunchFailure("The hub at " + hub + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", e);
        }
    }

    private static HttpResponse.BodyHandler<String> text() {
        return BodyHandlers.ofString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new LaunchFailure("The hub's answer is no JSON.", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", e);
        }
    }

    private static LaunchFailure refused(int status, String body) {
        return new LaunchFailure("The hub refused (status " + status + "): " + body.strip());
    }

    @Override
    public void close() {
        http.close();
    }
}
