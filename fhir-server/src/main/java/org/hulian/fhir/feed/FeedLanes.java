package org.hulian.fhir.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.mappers.Sender;
import org.jboss.logging.Logger;

/**
 * One lane for each sender: its messages in the order of arrival, one at a time; senders side by side. The queue is in
 * the database, a lane holds only the messages of one fetch.
 */
final class FeedLanes {
    private static final Logger LOG = Logger.getLogger(FeedLanes.class);

    /** States of a lane: idle, working, or working and told that there is more. */
    private static final int IDLE = 0;

    private static final int WORKING = 1;
    private static final int MORE = 2;

    private final Vertx vertx;
    private final Institutions institutions;
    private final FeedQueue queue;
    private final FeedProcessor processor;
    private final FeedSettings settings;
    private final Map<Integer, AtomicInteger> lanes = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile long sweep = -1;

    FeedLanes(Vertx vertx, Institutions institutions, FeedQueue queue, FeedProcessor processor, FeedSettings settings) {
        this.vertx = vertx;
        this.institutions = institutions;
        this.queue = queue;
        this.processor = processor;
        this.settings = settings;
    }

    /** Takes up what an earlier run left, and looks again from time to time for what nobody told it of. */
    void start() {
        resume();
        sweep = vertx.setPeriodic(settings.sweep().toMillis(), timer -> resume());
    }

    /** No message is begun any more; those begun end by themselves or are taken up at the next start. */
    void stop() {
        stopped = true;
        vertx.cancelTimer(sweep);
    }

    /** There is something to do for this sender. */
    void wake(int sender) {
        AtomicInteger lane = lanes.computeIfAbsent(sender, s -> new AtomicInteger(IDLE));
        if (lane.getAndUpdate(state -> state == IDLE ? WORKING : MORE) == IDLE) {
            work(sender, lane);
        }
    }

    private void resume() {
        queue.senders()
                .subscribe()
                .with(
                        senders -> senders.forEach(this::wake),
                        failure -> LOG.warnf(
                                "feed queue not readable: %s",
                                failure.getClass().getName()));
    }

    private void work(int number, AtomicInteger lane) {
        Institution institution = institutions.byNumber(number).orElse(null);
        Sender sender = institution == null ? null : institution.sender();
        if (stopped || institution == null || sender == null) {
            lane.set(IDLE);
            return;
        }
        queue.next(number, settings.batch())
                .chain(messages -> each(messages.iterator(), institution, sender, messages.size()))
                .subscribe()
                .with(pause -> next(number, lane, pause), failure -> {
                    LOG.warnf(
                            "feed of %s pauses: %s",
                            institution.code(), failure.getClass().getName());
                    next(number, lane, new Pause(settings.longest().dividedBy(10), true));
                });
    }

    /**
     * Whether and when to go on.
     *
     * @param more whether there may be more at once
     */
    private record Pause(Duration delay, boolean more) {}

    private Uni<Pause> each(Iterator<Waiting> messages, Institution institution, Sender sender, int fetched) {
        if (stopped || !messages.hasNext()) {
            return Uni.createFrom().item(new Pause(Duration.ZERO, fetched > 0));
        }
        return processor
                .process(messages.next(), institution, sender)
                .chain(delay -> delay.isZero()
                        ? each(messages, institution, sender, fetched)
                        : Uni.createFrom().item(new Pause(delay, true)));
    }

    private void next(int number, AtomicInteger lane, Pause pause) {
        if (stopped) {
            lane.set(IDLE);
        } else if (!pause.delay().isZero()) {
            // Later messages of the sender wait too: order counts more than speed.
            vertx.setTimer(Math.max(1, pause.delay().toMillis()), timer -> work(number, lane));
        } else if (pause.more() || !lane.compareAndSet(WORKING, IDLE)) {
            lane.set(WORKING);
            work(number, lane);
        }
    }

    /** Senders whose lane is at work; for tests and health. */
    List<Integer> busy() {
        return lanes.entrySet().stream()
                .filter(lane -> lane.getValue().get() != IDLE)
                .map(Map.Entry::getKey)
                .toList();
    }
}
