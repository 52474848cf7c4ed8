package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits for the records of a message, within this node. */
final class Settlements {
    private final Map<UUID, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

    /** Registers before the message is begun, so that its end is not missed. */
    void expect(UUID message) {
        awaited.computeIfAbsent(message, any -> new CompletableFuture<>());
    }

    /** The message came to an end, good or bad. */
    void settle(UUID message) {
        CompletableFuture<Void> waiting = awaited.remove(message);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** True once the message has ended, false when it takes longer. */
    Uni<Boolean> ended(UUID message, Duration patience) {
        CompletableFuture<Void> waiting = awaited.get(message);
        return waiting == null
                ? Uni.createFrom().item(true)
                : Uni.createFrom()
                        .completionStage(waiting.copy())
                        .replaceWith(true)
                        .ifNoItem()
                        .after(patience)
                        .recoverWithItem(false)
                        .onTermination()
                        .invoke(() -> awaited.remove(message, waiting));
    }
}
