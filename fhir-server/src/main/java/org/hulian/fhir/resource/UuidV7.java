package org.hulian.fhir.resource;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes time-ordered ids, <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562 version 7</a>: 48 bits
 * of milliseconds, then 74 random bits.
 */
public final class UuidV7 implements Supplier<UUID> {
    private final InstantSource clock;
    private final RandomGenerator random;

    /** A source over this clock and randomness; it is as safe between threads as they are. */
    public UuidV7(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID get() {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
