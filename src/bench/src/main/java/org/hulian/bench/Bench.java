package org.hulian.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hulian.bench.job.BulkJobs;
import org.hulian.bench.job.DiskReport;
import org.hulian.bench.load.Duel;
import org.hulian.bench.load.LoadGenerator;
import org.hulian.bench.load.Pace;
import org.hulian.bench.load.Target;
import org.hulian.bench.measure.Figures;
import org.hulian.bench.message.DemoMessages;
import org.hulian.bench.message.FeedBench;
import org.hulian.bench.message.MapBench;
import org.hulian.bench.release.ReleaseFiles;
import org.hulian.bench.report.Report;
import org.hulian.bench.report.Row;
import org.hulian.bench.scenario.BenchFailure;
import org.hulian.bench.scenario.Discovery;
import org.hulian.bench.scenario.Scenario;
import org.hulian.bench.scenario.Scenarios;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reproducible load on this hub or any FHIR server, with CPU per request. */
@Command(
        name = "bench",
        subcommands = ReleaseFiles.class,
        mixinStandardHelpOptions = true,
        description = "Drives a FHIR server and reports rate, latency and CPU per unit of work.")
final class Bench implements Callable<Integer> {
    private static final String INSTITUTION = "riverside";

    @Parameters(
            paramLabel = "SCENARIO",
            description =
                    "read, search, families, ...: src/bench/README.md lists them; default all but disk and export")
    List<String> names = new ArrayList<>();

    @Mixin
    Servers servers = new Servers();

    @Option(names = "--mllp-port", description = "for feed, default that of the home's hub")
    @Nullable
    Integer mllpPort;

    @Option(names = "--region", description = "region folder, for map; default ${DEFAULT-VALUE}")
    Path region = root().resolve("src/demo/region");

    @Option(names = "--seconds", description = "measured for each scenario and server, default ${DEFAULT-VALUE}")
    int seconds = 20;

    @Option(names = "--warmup", description = "seconds before that do not count, default ${DEFAULT-VALUE}")
    int warmup = 10;

    @Option(names = "--cold", description = "restart the hub of the home before each scenario; no warm-up then")
    boolean cold;

    @Option(names = "--connections", description = "default ${DEFAULT-VALUE}")
    int connections = 8;

    @Option(names = "--rate", description = "requests a second, timed from when due; default as fast as answered")
    int rate;

    @Option(names = "--resources", description = "for import, default ${DEFAULT-VALUE}")
    int resources = 50_000;

    @Option(names = "--seed", description = "of the choice of ids, default ${DEFAULT-VALUE}")
    long seed = 1;

    @Option(names = "--json", description = "print JSON instead of a table")
    boolean json;

    private final PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    private final PrintWriter err = new PrintWriter(System.err, true, UTF_8);

    @Override
    public Integer call() throws InterruptedException {
        List<String> known = Stream.concat(
                        Stream.of("map", "feed", "import", "export", "disk", Scenarios.FAMILIES),
                        Stream.of(Scenarios.ALL, Scenarios.OF_RELEASES)
                                .flatMap(List::stream)
                                .map(Scenario::name))
                .toList();
        for (String name : names) {
            if (!known.contains(name)) {
                err.println("There is no scenario " + name + "; there are "
                        + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
                return 2;
            }
        }
        List<Row> rows = new ArrayList<>();
        try {
            run(row -> {
                show(row, rows.isEmpty());
                rows.add(row);
            });
            if (names.contains("disk")) {
                DiskReport disk = DiskReport.of(servers.home, servers.running().postgresPort());
                out.print(json ? disk.json().toPrettyString() + "\n" : disk.table());
            }
        } catch (BenchFailure e) {
            err.println(e.getMessage());
            return 1;
        } finally {
            if (json && !rows.isEmpty()) {
                out.println(new Report(rows).json().toPrettyString());
            }
            out.flush();
        }
        return rows.stream().allMatch(row -> row.figures().errors() == 0) ? 0 : 1;
    }

    /** As soon as it is known: a run takes long and may be broken off. */
    private void show(Row row, boolean first) {
        if (!json) {
            out.print((first ? Report.header() : "") + Report.line(row));
            out.flush();
        }
    }

    private void run(Consumer<Row> done) throws InterruptedException {
        if (wants("map")) {
            done.accept(new Row("map", "in-process", "messages", new MapBench(region).run(warmup(), measured())));
        }
        for (Scenario scenario : Scenarios.ALL) {
            if (names.isEmpty() || names.stream().anyMatch(name -> Scenarios.asks(name, scenario))) {
                drive(scenario).forEach(done);
            }
        }
        for (Scenario scenario : Scenarios.OF_RELEASES) {
            if (names.contains(scenario.name())) {
                drive(scenario).forEach(done);
            }
        }
        if (wants("feed")) {
            done.accept(new Row("feed", "base", "messages", feed()));
        }
        if (wants("import")) {
            done.accept(new Row("import", "base", "resources", jobs().imported(resources)));
        }
        if (names.contains("export")) {
            done.accept(new Row("export", "base", "resources", jobs().exported()));
        }
    }

    private List<Row> drive(Scenario scenario) throws InterruptedException {
        Duration slice = Duration.ofSeconds(Math.clamp(seconds / 4, 1, 5));
        Pace pace = new Pace(connections, rate, slice);
        int warmups = cold ? 0 : (int) Math.ceilDiv(warmup, slice.toSeconds());
        int slices = (int) Math.ceilDiv(seconds, slice.toSeconds());
        List<Duel.Side> sides = new ArrayList<>();
        for (Target target : servers.targets(scenario.asDemo())) {
            sides.add(
                    new Duel.Side(target, scenario.prepare(new Discovery(target, servers::tokenOf), new Random(seed))));
        }
        if (cold) {
            new ColdStart(root(), servers.home).again(servers.running().port());
            // Its processes have other numbers now.
            Target restarted = servers.targets(scenario.asDemo()).getFirst();
            sides.set(0, new Duel.Side(restarted, sides.getFirst().calls()));
        }
        try (LoadGenerator generator = new LoadGenerator(pace)) {
            List<Figures> figures =
                    new Duel(generator, warmups, slices).run(sides, line -> err.println(scenario.name() + " " + line));
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < sides.size(); i++) {
                rows.add(new Row(scenario.name(), sides.get(i).target().name(), scenario.unit(), figures.get(i)));
            }
            return rows;
        }
    }

    private Figures feed() throws InterruptedException {
        DemoMessages supply = new DemoMessages(4_000_000 + new Random().nextInt(900_000), controlId -> true);
        int port = mllpPort != null
                ? mllpPort
                : servers.ownHub()
                        .map(RunningHub::mllpPort)
                        .orElseThrow(() -> new BenchFailure("State the feed's port by --mllp-port."));
        InetSocketAddress mllp = new InetSocketAddress(servers.base().getHost(), port);
        return new FeedBench(mllp, servers.meter(), connections, supply).run(warmup(), measured());
    }

    private BulkJobs jobs() {
        Target target = servers.targets(INSTITUTION).getFirst();
        return new BulkJobs(
                target.base().resolve("/"), () -> target.token().get().orElse(""), target.cpu(), err::println);
    }

    private boolean wants(String name) {
        return names.isEmpty() || names.contains(name);
    }

    private static Path root() {
        return Path.of(System.getProperty("hulian.root", "."));
    }

    private Duration warmup() {
        return Duration.ofSeconds(warmup);
    }

    private Duration measured() {
        return Duration.ofSeconds(seconds);
    }
}
