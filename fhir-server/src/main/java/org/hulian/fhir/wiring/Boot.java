package org.hulian.fhir.wiring;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.hulian.fhir.audit.AuditRelay;
import org.hulian.fhir.audit.PostgresAuditLog;
import org.hulian.fhir.caller.SigningKeys;
import org.hulian.fhir.feed.Feed;
import org.hulian.fhir.parameter.CustomParameters;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.rest.Departure;
import org.hulian.fhir.store.postgres.AuditOutbox;
import org.hulian.fhir.store.postgres.PastRows;
import org.hulian.fhir.store.postgres.PreparedTransactions;
import org.hulian.fhir.store.postgres.Resealing;
import org.hulian.fhir.store.postgres.ResidentKeyRing;
import org.jboss.logging.Logger;

/**
 * The order of a start: structure of the databases, what a crash left, the first checkpoint, the region's
 * organizations; and of an end.
 */
@Singleton
class Boot {
    private static final Logger LOG = Logger.getLogger(Boot.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SWEEP = Duration.ofSeconds(15);

    private final HulianConfig config;
    private final Vertx vertx;
    private final PostgresAuditLog log;
    private final PreparedTransactions prepared;
    private final List<AuditRelay> relays;
    private final PastRows past;
    private final SigningKeys keys;
    private final Directory directory;
    private final Warmth warmth;
    private final Supplier<Uni<Long>> resealing;
    private final CustomParameters parameters;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    Boot(
            HulianConfig config,
            Vertx vertx,
            Clock clock,
            @Named("registry") Pool registry,
            @Named("clinical") Pool clinical,
            PostgresAuditLog log,
            ResidentKeyRing keyRing,
            PreparedTransactions prepared,
            PastRows past,
            SigningKeys keys,
            Directory directory,
            Warmth warmth,
            Resealing resealing,
            CustomParameters parameters) {
        this.config = config;
        this.vertx = vertx;
        this.log = log;
        this.prepared = prepared;
        this.past = past;
        AuditOutbox outbox = new AuditOutbox(keyRing.hub());
        this.relays = List.of(
                new AuditRelay(registry, outbox::open, log, clock), new AuditRelay(clinical, outbox::open, log, clock));
        this.keys = keys;
        this.directory = directory;
        this.warmth = warmth;
        this.parameters = parameters;
        this.resealing = () -> resealing.run(List.of(Feed.sealedMessages(clinical, keyRing.hub())));
    }

    /** Before anything that needs the databases, such as the feed. */
    void start(@Observes @Priority(100) StartupEvent event) {
        // Nothing here follows a thread: what a request needs is handed on as an argument.
        Infrastructure.clearInterceptors();
        GarbageBound.set(config.limits().garbageMegabytes());
        warmth.begin();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(
                                new Schema(Store.CLINICAL, config.db().clinical())::prepare),
                        CompletableFuture.runAsync(
                                new Schema(Store.AUDIT, config.db().audit())::prepare),
                        CompletableFuture.runAsync(
                                new Schema(Store.REGISTRY, config.db().registry())::prepare))
                .join();
        prepared.recover(Duration.ZERO).await().atMost(PATIENCE);
        relays.forEach(relay -> relay.relayAll().await().atMost(PATIENCE));
        log.checkpoint().await().atMost(PATIENCE);
        directory.publish().await().atMost(PATIENCE);
        keys.refreshed().subscribe().with(ignored -> {});
        resealing
                .get()
                .subscribe()
                .with(
                        pieces -> {
                            if (pieces > 0) {
                                LOG.infof("under the master key in force now: %d pieces more", pieces);
                            }
                        },
                        failure -> LOG.warnf(
                                "not all is under the master key in force, tried again at the next start: %s",
                                failure));
        vertx.setPeriodic(SWEEP.toMillis(), timer -> sweep());
        vertx.setPeriodic(0, CustomParameters.PERIOD.toMillis(), timer -> refreshParameters());
    }

    /** While the doors are still open. */
    void leave(@Observes ShutdownDelayInitiatedEvent event, Departure departure) {
        departure.leave();
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            log.checkpoint().await().atMost(Duration.ofSeconds(10));
        } catch (RuntimeException e) {
            LOG.warnf("no checkpoint at the end: %s", e);
        }
    }

    private void refreshParameters() {
        parameters
                .refresh()
                .subscribe()
                .with(
                        ignored -> {},
                        failure -> LOG.warnf("search parameters not refreshed, tried again soon: %s", failure));
    }

    private void sweep() {
        if (!sweeping.compareAndSet(false, true)) {
            return;
        }
        Uni<?> relayed = relays.getFirst().relay().chain(() -> relays.getLast().relay());
        prepared.recover(SWEEP)
                .chain(() -> relayed)
                .chain(log::checkpoint)
                .chain(past::sweep)
                .onTermination()
                .invoke(() -> sweeping.set(false))
                .subscribe()
                .with(ignored -> {}, failure -> LOG.warnf("sweep failed, tried again in %s: %s", SWEEP, failure));
    }
}
