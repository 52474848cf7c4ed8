package org.hulian.fhir.indicator;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.hulian.fhir.interaction.OperationWrite;
import org.hulian.fhir.interaction.Read;
import org.hulian.fhir.interaction.Search;
import org.hulian.fhir.recognition.RulesInForce;
import org.hulian.fhir.recognition.order.RecogniseInForce;
import org.hulian.fhir.recognition.resource.OrderReader;
import org.hulian.fhir.region.Institutions;
import org.hulian.fhir.search.SearchParser;
import org.jboss.logging.Logger;

/** Looks at orders as they become due, one after the other; what a stop or a failure leaves stays due. */
public final class OrderCounting {
    private static final Logger LOG = Logger.getLogger(OrderCounting.class);

    /** Orders taken at a time, and how long they are left to this node. */
    private static final int BATCH = 50;

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Vertx vertx;
    private final OrderLines lines;
    private final OrderLook look;
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean stopped;

    /** What it is made of. */
    public record Parts(
            Vertx vertx,
            Pool clinical,
            RulesInForce rules,
            RecogniseInForce recognise,
            Read read,
            Search search,
            OperationWrite write,
            SearchParser parser,
            OrderReader orders,
            Institutions institutions,
            UnaryOperator<UUID> pseudonym,
            ZoneId zone,
            Clock clock) {}

    public OrderCounting(Parts parts) {
        this.vertx = parts.vertx();
        this.lines = new OrderLines(parts.clinical());
        this.look = new OrderLook(parts, lines);
    }

    /** Looks for due orders from time to time. */
    public void start(Duration every) {
        vertx.setPeriodic(every.toMillis(), timer -> {
            if (stopped) {
                vertx.cancelTimer(timer);
            } else if (working.compareAndSet(false, true)) {
                round().onTermination()
                        .invoke(() -> working.set(false))
                        .subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.warnf(
                                        "order lines not counted for now: %s",
                                        failure.getClass().getName()));
            }
        });
    }

    /** No order is begun any more. */
    public void stop() {
        stopped = true;
    }

    private Uni<Void> round() {
        return lines.take(BATCH, LEASE)
                .onItem()
                .transformToUni(due -> each(due.iterator())
                        .onItem()
                        .transformToUni(done -> due.size() < BATCH || stopped ? done() : round()));
    }

    private Uni<Void> each(Iterator<OrderLines.Due> due) {
        if (stopped || !due.hasNext()) {
            return done();
        }
        return one(due.next()).onItem().transformToUni(looked -> each(due));
    }

    private Uni<Void> one(OrderLines.Due due) {
        return look.at(due.order())
                .onItem()
                .transformToUni(looked -> lines.done(due))
                .onFailure()
                .recoverWithUni(failure -> {
                    Duration delay = Duration.ofSeconds(1L << Math.min(due.attempts(), 12));
                    LOG.warnf(
                            "an order's lines are not counted, attempt %d: %s",
                            due.attempts(), failure.getClass().getName());
                    return lines.later(due, delay.compareTo(LONGEST) < 0 ? delay : LONGEST);
                });
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
