package org.hulian.fhir.feed;

import java.time.Duration;

/**
 * How the queue is worked off.
 *
 * @param batch      messages fetched at a time for one sender
 * @param attempts   tries before a message that meets passing faults becomes a dead letter
 * @param firstDelay before the second try; doubled every time
 * @param longest    delay between tries
 * @param sweep      how often the queue is looked at without being told
 */
public record FeedSettings(int batch, int attempts, Duration firstDelay, Duration longest, Duration sweep) {
    public static final FeedSettings DEFAULT =
            new FeedSettings(16, 8, Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofSeconds(15));

    Duration delay(int attempts) {
        Duration delay = firstDelay.multipliedBy(1L << Math.min(attempts, 20));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
