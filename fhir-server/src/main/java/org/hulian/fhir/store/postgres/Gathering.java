package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Work that arrives while other work is under way waits and shares the next turn: one statement and one round trip
 * serve all of it. Work that finds nothing under way goes at once. What spoils its turn is tried again alone, so nobody
 * is refused for another's fault.
 *
 * @param <W> work
 * @param <R> what becomes of it
 */
final class Gathering<W, R> {
    private final int most;
    private final int atOnce;
    private final ToIntFunction<W> size;
    private final Function<W, Object> kind;
    private final Function<W, Collection<?>> parts;
    private final Function<List<W>, Uni<List<R>>> turn;
    private final Deque<Waiting<W, R>> queue = new ArrayDeque<>();
    private int running;

    /**
     * A gathering.
     *
     * @param most   size of what shares a turn, unless one piece alone is larger
     * @param atOnce turns at a time
     * @param kind   only work of equal kind shares a turn
     * @param parts  work with a part in common never shares a turn
     * @param turn   results in the order of the work
     */
    Gathering(
            int most,
            int atOnce,
            ToIntFunction<W> size,
            Function<W, Object> kind,
            Function<W, Collection<?>> parts,
            Function<List<W>, Uni<List<R>>> turn) {
        this.most = most;
        this.atOnce = atOnce;
        this.size = size;
        this.kind = kind;
        this.parts = parts;
        this.turn = turn;
    }

    Uni<R> of(W work) {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (queue) {
                queue.add(new Waiting<>(work, emitter, Vertx.currentContext()));
            }
            begin();
        });
    }

    private void begin() {
        List<Waiting<W, R>> group = next();
        if (group.isEmpty()) {
            return;
        }
        Uni.createFrom()
                .deferred(() -> turn.apply(group.stream().map(Waiting::work).toList()))
                .subscribe()
                .with(
                        results -> {
                            end();
                            for (int i = 0; i < group.size(); i++) {
                                group.get(i).done(results.get(i));
                            }
                        },
                        failure -> {
                            end();
                            if (group.size() == 1) {
                                group.getFirst().failed(failure);
                            } else {
                                group.forEach(this::alone);
                            }
                        });
    }

    private void alone(Waiting<W, R> waiting) {
        Uni.createFrom()
                .deferred(() -> turn.apply(List.of(waiting.work())))
                .subscribe()
                .with(results -> waiting.done(results.getFirst()), waiting::failed);
    }

    private void end() {
        synchronized (queue) {
            running--;
        }
        begin();
    }

    private List<Waiting<W, R>> next() {
        synchronized (queue) {
            List<Waiting<W, R>> group = new ArrayList<>();
            if (running == atOnce || queue.isEmpty()) {
                return group;
            }
            Object first = kind.apply(queue.element().work());
            Set<Object> taken = new HashSet<>();
            int rows = 0;
            for (Iterator<Waiting<W, R>> waiting = queue.iterator(); waiting.hasNext() && rows < most; ) {
                Waiting<W, R> each = waiting.next();
                int more = size.applyAsInt(each.work());
                if ((group.isEmpty() || rows + more <= most)
                        && kind.apply(each.work()).equals(first)
                        && Collections.disjoint(parts.apply(each.work()), taken)) {
                    rows += more;
                    taken.addAll(parts.apply(each.work()));
                    group.add(each);
                    waiting.remove();
                }
            }
            running++;
            return group;
        }
    }

    /** One request's work, and where it goes on. */
    private record Waiting<W, R>(
            W work, UniEmitter<? super R> emitter, @Nullable Context context) {
        void done(R result) {
            go(waiting -> waiting.complete(result));
        }

        void failed(Throwable failure) {
            go(waiting -> waiting.fail(failure));
        }

        private void go(Consumer<UniEmitter<? super R>> end) {
            if (context == null || context == Vertx.currentContext()) {
                end.accept(emitter);
            } else {
                context.runOnContext(ignored -> end.accept(emitter));
            }
        }
    }
}
