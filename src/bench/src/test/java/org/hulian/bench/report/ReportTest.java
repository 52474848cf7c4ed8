package org.hulian.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.hulian.bench.measure.CpuMeter.Reading;
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

    private static Row row(Optional<Duration> server, Optional<Duration> database) {
        Histogram latency = Figures.histogram();
        latency.recordValueWithCount(1_000, 10_000);
        Reading cpu = new Reading(server, database);
        return new Row(
                "read",
                "base",
                "requests",
                new Figures(10_000, 0, 10_000, 0, Duration.ofSeconds(2), latency, cpu, Duration.ofSeconds(1)));
    }
}
