package org.hulian.fhir.subscription;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The ways out: POST to an allowed address, never to where it redirects, and open sockets. */
final class Outlet implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final ConcurrentHashMap<UUID, Set<Consumer<byte[]>>> sockets = new ConcurrentHashMap<>();
    private final AllowedEndpoints endpoints;
    private final Duration timeout;

    Outlet(AllowedEndpoints endpoints, Duration timeout) {
        this.endpoints = endpoints;
        this.timeout = timeout;
    }

    /** Whether anything can be sent from this node now. */
    boolean isOpen(UUID subscription, Channel channel) {
        return switch (channel) {
            case Channel.RestHook hook -> true;
            case Channel.WebSocket socket -> sockets.containsKey(subscription);
        };
    }

    void open(UUID subscription, Consumer<byte[]> socket) {
        sockets.computeIfAbsent(subscription, any -> ConcurrentHashMap.newKeySet())
                .add(socket);
    }

    void close(UUID subscription, Consumer<byte[]> socket) {
        sockets.computeIfPresent(subscription, (any, open) -> {
            open.remove(socket);
            return open.isEmpty() ? null : open;
        });
    }

    /** Completes when it arrived; a failure says in a word why it did not. */
    Uni<Void> send(UUID subscription, Channel channel, byte[] json) {
        return switch (channel) {
            case Channel.RestHook(URI endpoint, List<String> headers, int seconds) ->
                post(endpoint, headers, patience(seconds), json);
            case Channel.WebSocket socket -> {
                sockets.getOrDefault(subscription, Set.of()).forEach(each -> each.accept(json));
                yield Uni.createFrom().voidItem();
            }
        };
    }

    private Duration patience(int seconds) {
        Duration asked = Duration.ofSeconds(seconds);
        return seconds == 0 || asked.compareTo(timeout) > 0 ? timeout : asked;
    }

    private Uni<Void> post(URI endpoint, List<String> headers, Duration patience, byte[] json) {
        // The list may have changed since the Subscription was written.
        if (endpoints.allowed(endpoint.toString()).isEmpty()) {
            return Uni.createFrom().failure(new IllegalStateException("not-allowed"));
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint).timeout(patience).POST(HttpRequest.BodyPublishers.ofByteArray(json));
        for (String header : headers) {
            int colon = header.indexOf(':');
            request.setHeader(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
        request.setHeader("Content-Type", "application/fhir+json");
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding()))
                .invoke(answer -> {
                    if (answer.statusCode() / 100 != 2) {
                        throw new IllegalStateException("status-" + answer.statusCode());
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
