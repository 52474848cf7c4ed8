package org.hulian.fhir.recognition.withdrawal;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hulian.fhir.interaction.OperationWrite;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.VersionRead;
import org.hulian.fhir.recognition.RecognitionRules;
import org.hulian.fhir.recognition.RulesInForce;
import org.hulian.fhir.region.Institutions;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at changed results as they become due, and at all marks relied on when other rules come into force. What a stop
 * leaves is found again: results stay due, and rules count as looked at only when every mark was.
 */
public final class Withdrawing {
    private static final Logger LOG = Logger.getLogger(Withdrawing.class);

    /** Taken at a time, and how long they are left to this node. */
    private static final int BATCH = 50;

    private static final int EVERYBODY = 10_000;
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Parts parts;
    private final Withdraw withdraw;
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean stopped;

    /** What it is made of. */
    public record Parts(
            Vertx vertx,
            Reliances reliances,
            RulesInForce rules,
            Read read,
            VersionRead versions,
            OperationWrite write,
            Institutions institutions,
            Clock clock) {}

    public Withdrawing(Parts parts) {
        this.parts = parts;
        this.withdraw =
                new Withdraw(parts.read(), parts.versions(), parts.write(), parts.institutions(), parts.clock());
    }

    /** Looks from time to time. */
    public void start(Duration every) {
        parts.vertx().setPeriodic(every.toMillis(), timer -> {
            if (stopped) {
                parts.vertx().cancelTimer(timer);
            } else if (working.compareAndSet(false, true)) {
                results()
                        .onItem()
                        .transformToUni(done -> rules())
                        .onTermination()
                        .invoke(() -> working.set(false))
                        .subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.warnf(
                                        "withdrawals wait: %s",
                                        failure.getClass().getName()));
            }
        });
    }

    /** Nothing is begun any more. */
    public void stop() {
        stopped = true;
    }

    private Uni<Void> results() {
        return parts.reliances()
                .take(BATCH, LEASE)
                .onItem()
                .transformToUni(changed -> each(changed.iterator())
                        .onItem()
                        .transformToUni(done -> changed.size() < BATCH || stopped ? done() : results()));
    }

    private Uni<Void> each(Iterator<Reliances.Changed> changed) {
        if (stopped || !changed.hasNext()) {
            return done();
        }
        return one(changed.next()).onItem().transformToUni(looked -> each(changed));
    }

    private Uni<Void> one(Reliances.Changed changed) {
        return withdraw.cause(changed)
                .onItem()
                .transformToUni(cause -> cause.isEmpty()
                        ? done()
                        : parts.reliances()
                                .on(changed.result(), null, EVERYBODY)
                                .onItem()
                                .transformToUni(all -> tell(all.iterator(), cause.get())))
                .onItem()
                .transformToUni(told -> parts.reliances().done(changed))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "a changed result waits, attempt %d: %s",
                            changed.attempts(), failure.getClass().getName());
                    return parts.reliances().later(changed, Duration.ofSeconds(1L << Math.min(changed.attempts(), 11)));
                });
    }

    private Uni<Void> tell(Iterator<Reliance> all, Cause cause) {
        return all.hasNext()
                ? withdraw.tell(all.next(), cause).onItem().transformToUni(told -> tell(all, cause))
                : done();
    }

    /** Every mark relied on against the rules of now, when they are others than the last time. */
    private Uni<Void> rules() {
        RecognitionRules rules = parts.rules().at(parts.clock().instant());
        return parts.reliances()
                .judged()
                .onItem()
                .transformToUni(version -> version.equals(rules.version()) || stopped
                        ? done()
                        : marks(null, rules)
                                .onItem()
                                .transformToUni(all ->
                                        stopped ? done() : parts.reliances().judge(rules.version())));
    }

    private Uni<Void> marks(@Nullable UUID after, RecognitionRules rules) {
        return parts.reliances()
                .standing(after, BATCH)
                .onItem()
                .transformToUni(some -> mark(some.iterator(), rules)
                        .onItem()
                        .transformToUni(done -> some.size() < BATCH || stopped
                                ? done()
                                : marks(some.getLast().task(), rules)));
    }

    private Uni<Void> mark(Iterator<Reliance> some, RecognitionRules rules) {
        if (stopped || !some.hasNext()) {
            return done();
        }
        Reliance reliance = some.next();
        Uni<Void> told = Withdraw.cause(reliance, rules)
                .map(cause -> withdraw.tell(reliance, cause))
                .orElseGet(Withdrawing::done);
        return told.onItem().transformToUni(done -> mark(some, rules));
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
