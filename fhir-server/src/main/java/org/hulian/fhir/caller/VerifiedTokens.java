package org.hulian.fhir.caller;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hulian.security.consent.Caller;
import org.jspecify.annotations.Nullable;

/** Callers of tokens verified within the last minute, by the tokens' SHA-256; tokens themselves are not kept. */
final class VerifiedTokens {
    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<Digest, Kept> kept = new LinkedHashMap<>(256, 0.75f, true);

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    @Nullable
    Caller find(Digest token) {
        synchronized (kept) {
            Kept found = kept.get(token);
            if (found == null) {
                return null;
            }
            if (clock.instant().isBefore(found.until)) {
                return found.caller;
            }
            kept.remove(token);
            return null;
        }
    }

    void keep(Digest token, Caller caller, Instant expires) {
        Instant until = clock.instant().plus(KEPT);
        synchronized (kept) {
            if (kept.size() >= MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(token, new Kept(caller, expires.isBefore(until) ? expires : until));
        }
    }

    private record Kept(Caller caller, Instant until) {}

    /** SHA-256 as four numbers. */
    record Digest(long a, long b, long c, long d) {
        static Digest of(String token) {
            try {
                ByteBuffer hash = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
                return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
