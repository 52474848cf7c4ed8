package org.hulian.fhir.wiring;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Subscriptions. Settings {@code hulian.subscription}. */
public interface SubscriptionConfig {
    /** Addresses below which notifications may be sent, such as https://his.example/hooks; without any, none. */
    Optional<List<String>> endpoints();

    /** Failures in a row after which a subscription is in error. */
    @WithDefault("10")
    int attempts();

    /** Seconds to wait after the first failure; doubled after each further one, at most an hour. */
    @WithDefault("2")
    int pauseSeconds();

    /** Seconds one delivery may take. */
    @WithDefault("10")
    int timeoutSeconds();

    /** Days events are kept for $events. */
    @WithDefault("7")
    int lifeDays();

    /** Milliseconds between two looks for changes of other nodes. */
    @WithDefault("1000")
    int pollMillis();
}
