package org.hulian.fhir.feed;

import java.time.Duration;

/**
 * What one MLLP port bears.
 *
 * @param frame          bytes of one message
 * @param connections    open at the same time
 * @param buffered       bytes of incomplete and waiting messages over all connections
 * @param idle           a connection without a message for so long is closed
 * @param grace          a message may take so long whatever its size
 * @param bytesPerSecond the least average rate of a message past its grace
 */
public record MllpLimits(int frame, int connections, long buffered, Duration idle, Duration grace, int bytesPerSecond) {
    public static final MllpLimits DEFAULT =
            new MllpLimits(5 << 20, 256, 64L << 20, Duration.ofMinutes(10), Duration.ofSeconds(10), 16 << 10);
}
