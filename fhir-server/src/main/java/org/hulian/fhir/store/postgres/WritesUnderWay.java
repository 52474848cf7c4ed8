package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Transactions that have begun and not ended, so that one can wait for them. */
final class WritesUnderWay {
    private final Map<UUID, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

    /** Before the transaction takes the time that it states. */
    void begin(UUID transaction) {
        ends.put(transaction, new CompletableFuture<>());
    }

    void end(UUID transaction) {
        CompletableFuture<Void> end = ends.remove(transaction);
        if (end != null) {
            end.complete(null);
        }
    }

    /** All that are under way now have ended, well or not. */
    Uni<Void> ended() {
        return Uni.createFrom()
                .completionStage(() -> CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new)));
    }
}
