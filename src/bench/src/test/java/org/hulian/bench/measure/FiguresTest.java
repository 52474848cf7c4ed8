package org.hulian.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void percentilesAreOfAllRequestsInMilliseconds() {
        Histogram latency = Figures.histogram();
        for (int millis = 1; millis <= 100; millis++) {
            latency.recordValue(millis * 1_000L);
        }
        Figures figures = figures(100, latency);

        assertThat(figures.millis(50)).isCloseTo(50, within(0.1));
        assertThat(figures.millis(95)).isCloseTo(95, within(0.1));
        assertThat(figures.millis(99)).isCloseTo(99, within(0.1));
    }

    @Test
    void addsSlicesWithoutAveragingPercentiles() {
        Histogram quick = Figures.histogram();
        quick.recordValueWithCount(1_000, 90);
        Histogram slow = Figures.histogram();
        slow.recordValueWithCount(100_000, 10);

        Figures both = figures(90, quick).plus(figures(10, slow));

        assertThat(both.units()).isEqualTo(100);
        assertThat(both.millis(90)).isCloseTo(1, within(0.01));
        assertThat(both.millis(95)).isCloseTo(100, within(0.1));
        assertThat(both.perSecond()).isCloseTo(25, within(1e-9));
        assertThat(both.perUnit(both.cpu().server().orElseThrow())).isCloseTo(20, within(1e-9));
        assertThat(both.cpu().database()).isEmpty();
    }

    private static Figures figures(long requests, Histogram latency) {
        CpuMeter.Reading cpu = new CpuMeter.Reading(Optional.of(Duration.ofSeconds(1)), Optional.empty());
        return new Figures(requests, Failures.NONE, requests, 0, Duration.ofSeconds(2), latency, cpu, Duration.ZERO);
    }
}
