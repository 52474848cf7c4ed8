package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets work be done one after another, in the order it was asked for; nobody's thread waits. */
final class Turns {
    private final Deque<UniEmitter<? super Boolean>> waiting = new ArrayDeque<>();
    private boolean taken;

    <T> Uni<T> inTurn(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .<Boolean>emitter(this::take)
                .chain(turn -> Uni.createFrom()
                        .deferred(() -> work.get())
                        .onTermination()
                        .invoke(this::give));
    }

    private void take(UniEmitter<? super Boolean> emitter) {
        synchronized (waiting) {
            if (taken) {
                waiting.add(emitter);
                return;
            }
            taken = true;
        }
        emitter.complete(true);
    }

    private void give() {
        Optional<UniEmitter<? super Boolean>> next;
        synchronized (waiting) {
            next = Optional.ofNullable(waiting.poll());
            taken = next.isPresent();
        }
        next.ifPresent(emitter -> emitter.complete(true));
    }
}
