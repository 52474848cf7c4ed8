package org.hulian.launcher.keycloak;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A token that is asked for again before it expires; the realm's tokens live five minutes. */
public final class TokenCache {
    private static final Duration REUSE = Duration.ofMinutes(3);

    private final Supplier<String> ask;
    private String token = "";
    private Instant asked = Instant.EPOCH;

    public TokenCache(Supplier<String> ask) {
        this.ask = ask;
    }

    public synchronized String current() {
        Instant now = Instant.now();
        if (Duration.between(asked, now).compareTo(REUSE) > 0) {
            token = ask.get();
            asked = now;
        }
        return token;
    }
}
