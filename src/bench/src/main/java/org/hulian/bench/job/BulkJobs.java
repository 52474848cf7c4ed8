package org.hulian.bench.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hulian.bench.measure.CpuMeter;
import org.hulian.bench.measure.Failures;
import org.hulian.bench.measure.Figures;
import org.hulian.bench.scenario.BenchFailure;
import org.hulian.demo.bulk.Generate;
import org.hulian.launcher.bulk.BulkClient;
import org.hulian.launcher.bulk.ExportRun;
import org.hulian.launcher.bulk.ImportRun;
import org.hulian.launcher.feed.SentFiles;
import picocli.CommandLine;

/**
 * An import of new residents as one institution, and an export of what it may see; a unit is a resource. There are no
 * latencies: it is one job.
 *
 * @param hub      root of the server
 * @param meter    of server and database
 * @param progress told of each piece
 */
public record BulkJobs(URI hub, Supplier<String> token, CpuMeter meter, Consumer<String> progress) {
    private static final int FIRST = 5_000_000;
    private static final int SPREAD = 1_900;
    private static final int STEP = 50_000;

    /** Imports so many made-up resources that the hub does not have. */
    public Figures imported(int resources) {
        return inFolder(folder -> {
            // Not a seeded draw: a second run would only send what the server has.
            int first = FIRST + new Random().nextInt(SPREAD) * STEP;
            int exit = new CommandLine(new Generate())
                    .execute(
                            "--resources=" + resources,
                            "--first=" + first,
                            "--large-record=0",
                            "--out=" + folder.resolve("lines"));
            if (exit != 0) {
                throw new BenchFailure("The resources to import could not be written to " + folder + ".");
            }
            try (BulkClient client = new BulkClient(hub, token);
                    Stream<Path> files = Files.walk(folder.resolve("lines"))) {
                List<Path> lines = files.filter(Files::isRegularFile)
                        .sorted(Comparator.comparing((Path file) ->
                                        !file.getFileName().toString().startsWith("Patient"))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList();
                return measured(() -> {
                    ImportRun.Summary summary =
                            new ImportRun(client, SentFiles.in(folder.resolve("sent")), progress).of(lines);
                    return new Outcome(summary.written() + summary.unchanged(), summary.refused(), 0);
                });
            }
        });
    }

    /** Exports all that the institution may see. */
    public Figures exported() {
        return inFolder(folder -> {
            try (BulkClient client = new BulkClient(hub, token)) {
                return measured(() -> {
                    JsonNode manifest = new ExportRun(client, folder.resolve("files"), progress).of("/fhir/$export");
                    long resources = 0;
                    for (JsonNode file : manifest.path("output")) {
                        resources += file.path("count").asLong();
                    }
                    return new Outcome(resources, manifest.path("error").size(), size(folder));
                });
            }
        });
    }

    private record Outcome(long resources, long refused, long bytes) {}

    private Figures measured(Supplier<Outcome> job) {
        CpuMeter.Reading before = meter.read();
        long started = System.nanoTime();
        Outcome outcome = job.get();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        return new Figures(
                1,
                Failures.of("refused", outcome.refused()),
                outcome.resources(),
                outcome.bytes(),
                elapsed,
                Figures.histogram(),
                meter.read().minus(before),
                Duration.ZERO);
    }

    /** Work in a folder that is gone afterwards. */
    private interface Work {
        Figures in(Path folder) throws IOException;
    }

    private static Figures inFolder(Work work) {
        try {
            Path folder = Files.createTempDirectory("hub-bench");
            try {
                return work.in(folder);
            } finally {
                try (Stream<Path> all = Files.walk(folder)) {
                    for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.mapToLong(each -> each.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
