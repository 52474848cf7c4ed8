package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.security.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * One appender for the node. Entries that arrive while a group is being committed wait and make the next group, so one
 * flush to disk serves all requests of that moment. A waiter goes on when its entry is committed, never before.
 */
public final class PostgresAuditLog implements AuditLog {
    /** Entries in one statement. */
    private static final int GROUP = 500;

    /** Entries that may wait; past it the database is too slow to disclose anything more. */
    private static final int WAITING = 20_000;

    private final AuditChain chain;
    private final Checkpoints checkpoints;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int queued;
    private boolean committing;

    /** Appends to a chain, which nobody else may do, and signs checkpoints. */
    public PostgresAuditLog(AuditChain chain, Checkpoints checkpoints) {
        this.chain = chain;
        this.checkpoints = checkpoints;
    }

    @Override
    public Uni<Void> append(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> {
            if (enqueue(new Waiting(entries, emitter, Vertx.currentContext()))) {
                commit();
            }
        });
    }

    /** Appends what is not there yet: for entries that most likely are. */
    public Uni<Void> relay(List<AuditEntry> entries) {
        return chain.missing(entries).onItem().transformToUni(this::append);
    }

    /** A signed checkpoint of everything appended, if there is anything new. */
    public Uni<Void> checkpoint() {
        return Uni.createFrom().emitter(emitter -> {
            if (enqueue(new Waiting(List.of(), emitter, Vertx.currentContext()))) {
                commit();
            }
        });
    }

    /** Whether the caller has to start committing. */
    private boolean enqueue(Waiting waiting) {
        synchronized (queue) {
            if (queued + waiting.entries().size() > WAITING) {
                waiting.emitter().fail(new FailureException(new Failure.Unavailable("audit")));
                return false;
            }
            queue.add(waiting);
            queued += waiting.entries().size();
            boolean first = !committing;
            committing = true;
            return first;
        }
    }

    private void commit() {
        List<Waiting> group = next();
        if (group.isEmpty()) {
            return;
        }
        chain.append(unique(group))
                .onItemOrFailure()
                .transformToUni((done, failure) -> {
                    group.stream().filter(Waiting::forEntries).forEach(waiting -> waiting.tell(failure));
                    return failure == null ? sign(group) : Uni.createFrom().voidItem();
                })
                .onItemOrFailure()
                .invoke((done, failure) -> group.stream()
                        .filter(waiting -> !waiting.forEntries())
                        .forEach(waiting -> waiting.tell(failure)))
                .subscribe()
                .with(done -> commit(), failure -> commit());
    }

    private Uni<Void> sign(List<Waiting> group) {
        return group.stream().allMatch(Waiting::forEntries) ? checkpoints.signIfDue(chain) : checkpoints.sign(chain);
    }

    private List<Waiting> next() {
        synchronized (queue) {
            List<Waiting> group = new ArrayList<>();
            int size = 0;
            while (!queue.isEmpty()
                    && (group.isEmpty() || size + queue.element().entries().size() <= GROUP)) {
                Waiting waiting = queue.remove();
                size += waiting.entries().size();
                group.add(waiting);
            }
            queued -= size;
            committing = !group.isEmpty();
            return group;
        }
    }

    private static List<AuditEntry> unique(List<Waiting> group) {
        Set<UUID> seen = new HashSet<>();
        List<AuditEntry> entries = new ArrayList<>();
        for (Waiting waiting : group) {
            for (AuditEntry entry : waiting.entries()) {
                if (seen.add(entry.id())) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /** Entries of one request, or none for a checkpoint, and where it goes on. */
    private record Waiting(
            List<AuditEntry> entries,
            UniEmitter<? super Void> emitter,
            @Nullable Context context) {
        boolean forEntries() {
            return !entries.isEmpty();
        }

        void tell(@Nullable Throwable failure) {
            if (context == null || context == Vertx.currentContext()) {
                end(failure);
            } else {
                context.runOnContext(ignored -> end(failure));
            }
        }

        private void end(@Nullable Throwable failure) {
            if (failure == null) {
                emitter.complete(null);
            } else {
                emitter.fail(failure);
            }
        }
    }
}
