package org.hulian.demo.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.hulian.demo.Delivery;
import org.jspecify.annotations.Nullable;

/** One worker's way into the hub: an MLLP connection of its own and the FHIR API. */
final class Door implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 8;

    private final HttpClient http;
    private final URI base;
    private final InetSocketAddress mllp;
    private final TokenSource tokens;
    private @Nullable MllpConnection connection;

    Door(HttpClient http, URI base, InetSocketAddress mllp, TokenSource tokens) {
        this.http = http;
        this.base = base;
        this.mllp = mllp;
        this.tokens = tokens;
    }

    Receipt send(Delivery delivery) throws InterruptedException {
        try {
            return switch (delivery) {
                case Delivery.Message message -> send(message);
                case Delivery.Transaction transaction -> send(transaction);
            };
        } catch (IOException e) {
            close();
            return new Receipt.Unreachable(e.toString());
        }
    }

    private Receipt send(Delivery.Message message) throws IOException {
        MllpConnection open = connection;
        if (open == null) {
            open = new MllpConnection(mllp);
            connection = open;
        }
        String code = open.send(message.bytes());
        return switch (code) {
            case "AA", "CA" -> new Receipt.Accepted();
            default -> new Receipt.Refused("acknowledged with " + code);
        };
    }

    private Receipt send(Delivery.Transaction transaction) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base)
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + tokens.token(transaction.sender()))
                .header("Content-Type", "application/fhir+json")
                .header("Accept", "application/fhir+json")
                .header("Prefer", "return=minimal")
                .POST(HttpRequest.BodyPublishers.ofByteArray(transaction.bytes()))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        int status = response.statusCode();
        if (status == 200 || status == 201) {
            return new Receipt.Accepted();
        }
        return status == 429 || status >= 502
                ? new Receipt.Unreachable("status " + status)
                : new Receipt.Refused(new Answer(status, read(response.body())).issue());
    }

    /** What the hub answered to a request. */
    record Answer(int status, JsonNode body) {
        String issue() {
            JsonNode issue = body.path("issue").path(0);
            String text = body.isMissingNode()
                    ? "without OperationOutcome"
                    : issue.path("code").asText() + " "
                            + issue.path("diagnostics").asText()
                            + issue.at("/details/text").asText();
            return "status " + status + " " + text;
        }
    }

    /**
     * Asks the hub, again for some seconds while it is busy.
     *
     * @param address below the FHIR base
     */
    Answer ask(String sender, String method, String address, @Nullable JsonNode body)
            throws IOException, InterruptedException, LoadFailure {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/" + address))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + tokens.token(sender))
                .header("Content-Type", "application/fhir+json")
                .header("Accept", "application/fhir+json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            int status = response.statusCode();
            if (status != 429 && status < 502) {
                return new Answer(status, read(response.body()));
            }
            Thread.sleep(pause(attempt));
        }
        throw new LoadFailure(
                "the hub does not answer " + address + ". What is loaded stays; run the loader again to go on.");
    }

    /** Between attempts, the first being number 1: 0.1, 0.2, 0.4 ... seconds. */
    static Duration pause(int attempt) {
        return Duration.ofMillis(50L << attempt);
    }

    /** How many messages are not processed yet: one at most is counted. */
    int waitingMessages(String steward) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/feed/messages?status=received&count=1"))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + tokens.token(steward))
                .GET()
                .build();
        return read(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body())
                .path("messages")
                .size();
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    @Override
    public void close() {
        MllpConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The next message opens a new one; nothing was promised on this one.
            }
        }
    }
}
