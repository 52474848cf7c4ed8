package org.hulian.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.hulian.bench.measure.CpuMeter.Reading;
import org.hulian.bench.measure.Failures;
import org.hulian.bench.measure.Figures;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void statesCpuOfServerAndDatabasePerUnit() {
        Report report =
                new Report(List.of(row(Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ofMillis(500)))));

        var result = report.json().at("/results/0");

        assertThat(result.get("cpuMsPerUnit").asDouble()).isEqualTo(0.15);
        assertThat(result.get("serverCpuMsPerUnit").asDouble()).isEqualTo(0.1);
        assertThat(result.get("databaseCpuMsPerUnit").asDouble()).isEqualTo(0.05);
        assertThat(result.get("unitsPerSecond").asDouble()).isEqualTo(5_000);
        assertThat(report.table().lines()).hasSize(2).last().asString().contains("0.150", "0.100", "0.050", "5000.0");
    }

    @Test
    void leavesAwayWhatCouldNotBeRead() {
        Report report = new Report(List.of(row(Optional.empty(), Optional.empty())));

        assertThat(report.json().at("/results/0").has("cpuMsPerUnit")).isFalse();
        assertThat(report.table()).contains(" - ");
    }

    @Test
    void saysLoudlyWhatWasNotAnsweredWithSuccess() {
        Figures failed = Figures.none()
                .plus(new Figures(
                        1,
                        new Failures(Map.of("404", 2L, "500", 1L), "/Patient/1: none"),
                        1,
                        0,
                        Duration.ofSeconds(1),
                        Figures.histogram(),
                        Reading.ZERO,
                        Duration.ZERO));

        Report report = new Report(List.of(new Row("read", "base", "requests", failed)));

        assertThat(report.table()).contains("!! read base: 2 x 404, 1 x 500; the first: /Patient/1: none");
        assertThat(report.json().at("/results/0/errors").asInt()).isEqualTo(3);
    }

    private static Row row(Optional<Duration> server, Optional<Duration> database) {
        Histogram latency = Figures.histogram();
        latency.recordValueWithCount(1_000, 10_000);
        Reading cpu = new Reading(server, database);
        return new Row(
                "read",
                "base",
                "requests",
                new Figures(
                        10_000, Failures.NONE, 10_000, 0, Duration.ofSeconds(2), latency, cpu, Duration.ofSeconds(1)));
    }
}
