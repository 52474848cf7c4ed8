package org.hulian.fhir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** What is done in the background is done soon: looks again until it is, and fails when it never is. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Eventually() {}

    /** Both the same; gives what they are. */
    public static <T> T equal(Supplier<T> expected, Supplier<T> actual) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            T wanted = expected.get();
            T found = actual.get();
            if (wanted.equals(found)) {
                return wanted;
            }
            if (Instant.now().isAfter(end)) {
                assertThat(found).isEqualTo(wanted);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
