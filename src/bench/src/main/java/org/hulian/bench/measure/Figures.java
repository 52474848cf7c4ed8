package org.hulian.bench.measure;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.hulian.bench.measure.CpuMeter.Reading;

/**
 * What a stretch of load came to.
 *
 * @param requests that succeeded
 * @param failures those that did not
 * @param units   what the scenario counts: requests, resources of a bundle, messages
 * @param latency in microseconds, of requests that succeeded
 * @param client  CPU time of this program
 */
public record Figures(
        long requests,
        Failures failures,
        long units,
        long bytes,
        Duration elapsed,
        Histogram latency,
        Reading cpu,
        Duration client) {
    /** Five minutes in microseconds: nothing is waited for longer. */
    public static final long LONGEST = 300_000_000;

    public static Figures none() {
        return new Figures(0, Failures.NONE, 0, 0, Duration.ZERO, histogram(), Reading.ZERO, Duration.ZERO);
    }

    public static Histogram histogram() {
        return new Histogram(LONGEST, 3);
    }

    public Figures plus(Figures more) {
        Histogram both = latency.copy();
        both.add(more.latency);
        return new Figures(
                requests + more.requests,
                failures.plus(more.failures),
                units + more.units,
                bytes + more.bytes,
                elapsed.plus(more.elapsed),
                both,
                cpu.plus(more.cpu),
                client.plus(more.client));
    }

    public long errors() {
        return failures.count();
    }

    public double perSecond() {
        return elapsed.isZero() ? 0 : units * 1e9 / elapsed.toNanos();
    }

    /** Milliseconds below which the given share of requests took. */
    public double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1_000.0;
    }

    public double perUnit(Duration cpu) {
        return units == 0 ? 0 : cpu.toNanos() / 1e6 / units;
    }
}
