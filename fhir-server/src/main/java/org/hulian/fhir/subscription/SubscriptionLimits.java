package org.hulian.fhir.subscription;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param attempts failures in a row after which a subscription is in error
 * @param pause    after the first failure; doubled after each further one, at most an hour
 * @param timeout  of one delivery
 * @param life     of events
 */
public record SubscriptionLimits(int attempts, Duration pause, Duration timeout, Duration life) {
    Duration pauseAfter(int failures) {
        Duration doubled = pause.multipliedBy(1L << Math.min(failures, 20));
        return doubled.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : doubled;
    }
}
