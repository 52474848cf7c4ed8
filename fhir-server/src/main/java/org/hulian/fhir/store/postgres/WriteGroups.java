package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.Committed;
import org.jspecify.annotations.Nullable;

/**
 * Independent creations that arrive while others are being committed wait and share the next transaction: one statement
 * for each table and one flush to disk for all of them. A set that spoils its group is written again alone, so nobody
 * is refused for another's fault.
 */
final class WriteGroups {
    private final Map<Store, Group> groups = new EnumMap<>(Store.class);

    WriteGroups(Function<List<PreparedSet>, Uni<List<Committed>>> writer) {
        groups.put(Store.REGISTRY, new Group(writer));
        groups.put(Store.CLINICAL, new Group(writer));
    }

    Group of(Store store) {
        return Objects.requireNonNull(groups.get(store));
    }

    /** The groups of one database. */
    static final class Group {
        /** Rows of one transaction, at most, unless one set alone has more. */
        private static final int ROWS = 256;

        /** Transactions at a time: while one waits for the disk another may work. */
        private static final int AT_ONCE = 2;

        private final Function<List<PreparedSet>, Uni<List<Committed>>> writer;
        private final Deque<Waiting> queue = new ArrayDeque<>();
        private int running;

        private Group(Function<List<PreparedSet>, Uni<List<Committed>>> writer) {
            this.writer = writer;
        }

        Uni<Committed> write(PreparedSet set) {
            return Uni.createFrom().emitter(emitter -> {
                synchronized (queue) {
                    queue.add(new Waiting(set, emitter, Vertx.currentContext()));
                }
                begin();
            });
        }

        private void begin() {
            List<Waiting> group = next();
            if (group.isEmpty()) {
                return;
            }
            List<PreparedSet> sets = group.stream().map(Waiting::set).toList();
            Uni.createFrom()
                    .deferred(() -> writer.apply(sets))
                    .subscribe()
                    .with(
                            committed -> {
                                end();
                                for (int i = 0; i < group.size(); i++) {
                                    group.get(i).done(committed.get(i));
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

        private void alone(Waiting waiting) {
            Uni.createFrom()
                    .deferred(() -> writer.apply(List.of(waiting.set())))
                    .subscribe()
                    .with(committed -> waiting.done(committed.getFirst()), waiting::failed);
        }

        private void end() {
            synchronized (queue) {
                running--;
            }
            begin();
        }

        private List<Waiting> next() {
            synchronized (queue) {
                List<Waiting> group = new ArrayList<>();
                if (running == AT_ONCE || queue.isEmpty()) {
                    return group;
                }
                int rows = 0;
                while (!queue.isEmpty()
                        && (group.isEmpty() || rows + queue.element().rows() <= ROWS)) {
                    Waiting waiting = queue.remove();
                    rows += waiting.rows();
                    group.add(waiting);
                }
                running++;
                return group;
            }
        }
    }

    /** One request's set, and where it goes on. */
    private record Waiting(
            PreparedSet set,
            UniEmitter<? super Committed> emitter,
            @Nullable Context context) {
        int rows() {
            return set.drafts().size();
        }

        void done(Committed committed) {
            go(waiting -> waiting.complete(committed));
        }

        void failed(Throwable failure) {
            go(waiting -> waiting.fail(failure));
        }

        private void go(Consumer<UniEmitter<? super Committed>> end) {
            if (context == null || context == Vertx.currentContext()) {
                end.accept(emitter);
            } else {
                context.runOnContext(ignored -> end.accept(emitter));
            }
        }
    }
}
