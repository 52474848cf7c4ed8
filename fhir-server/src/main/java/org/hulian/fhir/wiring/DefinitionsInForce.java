package org.hulian.fhir.wiring;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.hulian.fhir.interaction.StoredDefinitions;
import org.hulian.fhir.operation.terminology.Definitions;
import org.hulian.terminology.pack.Bundled;
import org.hulian.terminology.release.PackFolder;
import org.jboss.logging.Logger;

/** Keeps definitions up to date: the stored ones, what other nodes change of them, and imported code systems. */
@Singleton
class DefinitionsInForce {
    private static final Logger LOG = Logger.getLogger(DefinitionsInForce.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration EACH = Duration.ofSeconds(5);

    /** Every so many looks all of them, so that deletions by other nodes are seen. */
    private static final int FULL = 60;

    private final Definitions definitions;
    private final StoredDefinitions stored;
    private final PackFolder packs;
    private final Vertx vertx;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicLong looks = new AtomicLong();

    DefinitionsInForce(Definitions definitions, StoredDefinitions stored, PackFolder packs, Vertx vertx) {
        this.definitions = definitions;
        this.stored = stored;
        this.packs = packs;
        this.vertx = vertx;
    }

    /** After the databases are ready. */
    void start(@Observes @Priority(200) StartupEvent event) {
        definitions.load(stored).await().atMost(PATIENCE);
        lookAtPacks();
        Thread.ofPlatform().name("terminology-warm-up").daemon().start(Bundled::warm);
        vertx.setPeriodic(EACH.toMillis(), timer -> look());
    }

    private void lookAtPacks() {
        packs.look((file, reason) -> LOG.warnf("the code system in %s is not used: %s", file, reason));
    }

    private void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        vertx.<Void>executeBlocking(() -> {
            lookAtPacks();
            return null;
        });
        Uni<Void> done = looks.incrementAndGet() % FULL == 0 ? definitions.load(stored) : definitions.refresh(stored);
        done.onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(
                        ignored -> {},
                        failure -> LOG.warnf("definitions not read, tried again in %s: %s", EACH, failure));
    }
}
