package org.hulian.fhir.caller;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hulian.security.identity.AccessTokenVerifier;
import org.hulian.security.identity.JsonWebKeys;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys: kept for an hour and as long as the issuer is away, fetched again when a token names a key that is
 * not there, but not more often than every ten seconds, whatever tokens say.
 */
public final class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration OLD = Duration.ofHours(1);
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    /** A key id that an issuer would use; anything else is never worth a fetch. */
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_=-]{1,128}");

    private final Supplier<Uni<String>> fetch;
    private final Clock clock;
    private volatile JsonWebKeys keys = JsonWebKeys.none();
    private volatile Instant fetched = Instant.EPOCH;
    private Instant asked = Instant.EPOCH;
    private @Nullable Uni<JsonWebKeys> underWay;

    /** Keys as fetched from one fixed place. */
    public SigningKeys(Supplier<Uni<String>> fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /** The keys at hand. */
    JsonWebKeys current() {
        return keys;
    }

    /** The keys to check a token with, fetched again when it names one that is not there. */
    public Uni<JsonWebKeys> of(String token) {
        return mayBeStale(AccessTokenVerifier.keyIdOf(token).orElse(null))
                ? refreshed()
                : Uni.createFrom().item(keys);
    }

    /** Whether fetching may bring the named key, or the keys are old. */
    boolean mayBeStale(@Nullable String keyId) {
        boolean missing = keyId != null && KEY_ID.matcher(keyId).matches() && !keys.contains(keyId);
        return missing || fetched.plus(OLD).isBefore(clock.instant());
    }

    /** The keys after a fetch, or those at hand when it was asked a moment ago or fails. */
    public synchronized Uni<JsonWebKeys> refreshed() {
        Uni<JsonWebKeys> running = underWay;
        if (running != null) {
            return running;
        }
        Instant now = clock.instant();
        if (asked.plus(BETWEEN).isAfter(now) && !keys.keyIds().isEmpty()) {
            return Uni.createFrom().item(keys);
        }
        asked = now;
        Uni<JsonWebKeys> started = fetch.get()
                .map(JsonWebKeys::parse)
                .invoke(this::take)
                .onFailure()
                .recoverWithItem(this::keep)
                .onTermination()
                .invoke(this::ended)
                .memoize()
                .indefinitely();
        underWay = started;
        return started;
    }

    private void take(JsonWebKeys found) {
        keys = found;
        fetched = clock.instant();
    }

    private JsonWebKeys keep(Throwable failure) {
        LOG.warnf(
                "The issuer's keys cannot be fetched (%s); %d are kept",
                failure, keys.keyIds().size());
        return keys;
    }

    private synchronized void ended() {
        underWay = null;
    }
}
