package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A feed that is open while a test runs, over databases of the test's class. */
abstract class OpenFeed {
    static final Charset GB18030 = Charset.forName("GB18030");

    static HubDatabases databases;

    FeedHub hub;

    @BeforeAll
    static void start() {
        databases = new HubDatabases();
    }

    @AfterAll
    static void stop() {
        databases.close();
    }

    @BeforeEach
    void open() {
        hub = FeedHub.on(databases);
        hub.startLanes();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
