package org.hulian.fhir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
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

    /** Such as is waited for; gives it. */
    public static <T> T met(Supplier<T> actual, Predicate<T> wanted) {
        return met(PATIENCE, actual, wanted);
    }

    /** The same for what takes longer. */
    public static <T> T met(Duration patience, Supplier<T> actual, Predicate<T> wanted) {
        Instant end = Instant.now().plus(patience);
        while (true) {
            T found = actual.get();
            if (wanted.test(found)) {
                return found;
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not so within " + patience + ", but: " + found);
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
