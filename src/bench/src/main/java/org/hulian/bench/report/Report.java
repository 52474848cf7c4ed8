package org.hulian.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hulian.bench.measure.Figures;

/** All rows of a run. CPU is in milliseconds per unit; absent where a process could not be read. */
public record Report(List<Row> rows) {

    /** The names of the columns. */
    public static String header() {
        return "%-17s %-8s %-9s %9s %8s %8s %8s %9s %9s %9s %9s %9s %7s%n"
                .formatted(
                        "scenario",
                        "target",
                        "unit",
                        "per s",
                        "p50 ms",
                        "p95 ms",
                        "p99 ms",
                        "CPU ms",
                        "server",
                        "database",
                        "client",
                        "bytes",
                        "errors");
    }

    /** A row, and a line of its own for what was not answered with success. */
    public static String line(Row row) {
        Figures figures = row.figures();
        String line = "%-17s %-8s %-9s %9.1f %8.2f %8.2f %8.2f %9s %9s %9s %9s %9d %7d%n"
                .formatted(
                        row.scenario(),
                        row.target(),
                        row.unit(),
                        figures.perSecond(),
                        figures.millis(50),
                        figures.millis(95),
                        figures.millis(99),
                        text(figures, total(figures)),
                        text(figures, figures.cpu().server()),
                        text(figures, figures.cpu().database()),
                        text(figures, Optional.of(figures.client())),
                        bytes(figures),
                        figures.errors());
        return figures.errors() == 0
                ? line
                : line
                        + "!! %s %s: %s%n"
                                .formatted(
                                        row.scenario(),
                                        row.target(),
                                        figures.failures().text());
    }

    /** All rows. */
    public String table() {
        return header() + rows.stream().map(Report::line).collect(Collectors.joining());
    }

    public ObjectNode json() {
        ObjectNode report = new ObjectMapper().createObjectNode();
        var list = report.putArray("results");
        for (Row row : rows) {
            Figures figures = row.figures();
            ObjectNode node = list.addObject()
                    .put("scenario", row.scenario())
                    .put("target", row.target())
                    .put("unit", row.unit())
                    .put("requests", figures.requests())
                    .put("units", figures.units())
                    .put("errors", figures.errors())
                    .put("seconds", rounded(figures.elapsed().toNanos() / 1e9))
                    .put("unitsPerSecond", rounded(figures.perSecond()))
                    .put("bytesPerRequest", bytes(figures))
                    .put("p50Ms", rounded(figures.millis(50)))
                    .put("p95Ms", rounded(figures.millis(95)))
                    .put("p99Ms", rounded(figures.millis(99)));
            total(figures).ifPresent(cpu -> node.put("cpuMsPerUnit", rounded(figures.perUnit(cpu))));
            figures.cpu().server().ifPresent(cpu -> node.put("serverCpuMsPerUnit", rounded(figures.perUnit(cpu))));
            figures.cpu().database().ifPresent(cpu -> node.put("databaseCpuMsPerUnit", rounded(figures.perUnit(cpu))));
            if (figures.errors() > 0) {
                node.put("failures", figures.failures().text());
            }
            node.put("clientCpuMsPerUnit", rounded(figures.perUnit(figures.client())));
        }
        return report;
    }

    /** Of one answer. */
    private static long bytes(Figures figures) {
        return figures.bytes() / Math.max(1, figures.requests() + figures.errors());
    }

    /** Of server and database together: what the bars are stated in. */
    private static Optional<Duration> total(Figures figures) {
        return figures.cpu()
                .server()
                .map(server -> server.plus(figures.cpu().database().orElse(Duration.ZERO)));
    }

    private static String text(Figures figures, Optional<Duration> cpu) {
        return cpu.map(used -> "%.3f".formatted(figures.perUnit(used))).orElse("-");
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).round(new MathContext(5));
    }
}
