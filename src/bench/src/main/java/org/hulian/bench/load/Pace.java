package org.hulian.bench.load;

import java.time.Duration;

/**
 * How hard to drive.
 *
 * @param rate requests a second, each timed from when it was due; 0 sends the next when the last has returned
 */
public record Pace(int connections, int rate, Duration slice) {}
