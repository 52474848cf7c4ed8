package org.hulian.security.consent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule states, or takes over from the rules around it; empty where nobody states anything.
 *
 * @param from never before the rules around it
 * @param to never after the rules around it
 */
record Stated(
        Optional<Set<Integer>> grantees,
        Optional<Long> categories,
        Optional<Labels> labels,
        Optional<Integer> purposes,
        Instant from,
        Instant to) {

    static final Stated NOTHING = new Stated(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Grant.ALWAYS, Grant.FOREVER);

    /**
     * Security labels.
     *
     * @param ordinary whether a label of ordinary content is among them
     * @param mask bits of the sensitive ones
     */
    record Labels(boolean ordinary, int mask) {}
}
