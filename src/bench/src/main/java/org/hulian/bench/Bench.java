package org.hulian.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.hulian.bench.load.Duel;
import org.hulian.bench.load.LoadGenerator;
import org.hulian.bench.load.Pace;
import org.hulian.bench.load.Target;
import org.hulian.bench.measure.CpuMeter;
import org.hulian.bench.measure.Figures;
import org.hulian.bench.measure.ProcessGroup;
import org.hulian.bench.message.DemoMessages;
import org.hulian.bench.message.FeedBench;
import org.hulian.bench.message.MapBench;
import org.hulian.bench.report.Report;
import org.hulian.bench.report.Row;
import org.hulian.bench.scenario.BenchFailure;
import org.hulian.bench.scenario.Discovery;
import org.hulian.bench.scenario.Scenario;
import org.hulian.bench.scenario.Scenarios;
import org.hulian.demo.load.HomeTokens;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reproducible load on this hub or any FHIR server, with CPU per request. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Drives a FHIR server and reports rate, latency and CPU per unit of work.")
final class Bench implements Callable<Integer> {
    private static final List<String> ALL = List.of(
            "map",
            "read",
            "search",
            "create",
            "bundle",
            "recognize",
            "hook",
            "lookup",
            "validate-code",
            "expand",
            "feed");

    @Parameters(
            paramLabel = "SCENARIO",
            description = "of map, read, search, create, bundle, recognize, hook, lookup, validate-code, expand,"
                    + " feed; default all")
    List<String> names = new ArrayList<>();

    @Option(names = "--base", description = "FHIR base, default the hub of the home")
    @Nullable
    URI base;

    @Option(names = "--against", description = "a second FHIR base, driven in turns with the first")
    @Nullable
    URI against;

    @Option(names = "--home", description = "home of a hub: gives its base, tokens and process numbers")
    Path home = Path.of(".hub");

    @Option(names = "--as", description = "login or institution whose token is used; default by scenario")
    @Nullable
    String as;

    @Option(names = "--token", description = "bearer token for --base, instead of one by the home")
    @Nullable
    String token;

    @Option(names = "--against-token", description = "bearer token for --against")
    @Nullable
    String againstToken;

    @Option(names = "--pid", description = "process of the server at --base")
    @Nullable
    Long pid;

    @Option(names = "--postmaster", description = "process of its database, with all its children")
    @Nullable
    Long postmaster;

    @Option(names = "--against-pid", description = "process of the server at --against")
    @Nullable
    Long againstPid;

    @Option(names = "--against-postmaster", description = "process of its database")
    @Nullable
    Long againstPostmaster;

    @Option(names = "--mllp-port", description = "for feed, default that of the home's hub")
    @Nullable
    Integer mllpPort;

    @Option(names = "--region", description = "region folder, for map; default ${DEFAULT-VALUE}")
    Path region = Path.of(System.getProperty("hulian.root", "."), "src/demo/region");

    @Option(names = "--seconds", description = "measured for each scenario and server, default ${DEFAULT-VALUE}")
    int seconds = 20;

    @Option(names = "--warmup", description = "seconds before that do not count, default ${DEFAULT-VALUE}")
    int warmup = 10;

    @Option(names = "--connections", description = "default ${DEFAULT-VALUE}")
    int connections = 8;

    @Option(names = "--rate", description = "requests a second, timed from when due; default as fast as answered")
    int rate;

    @Option(names = "--seed", description = "of the choice of ids, default ${DEFAULT-VALUE}")
    long seed = 1;

    @Option(names = "--json", description = "print JSON instead of a table")
    boolean json;

    private final PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    private final PrintWriter err = new PrintWriter(System.err, true, UTF_8);

    @Override
    public Integer call() throws InterruptedException {
        for (String name : names) {
            if (!ALL.contains(name)) {
                err.println("There is no scenario " + name + "; there are " + String.join(", ", ALL) + ".");
                return 2;
            }
        }
        List<Row> rows = new ArrayList<>();
        try {
            if (wants("map")) {
                rows.add(new Row("map", "in-process", "messages", new MapBench(region).run(warmup(), measured())));
            }
            for (Scenario scenario : Scenarios.ALL) {
                if (wants(scenario.name())) {
                    rows.addAll(drive(scenario));
                }
            }
            if (wants("feed")) {
                rows.add(new Row("feed", "base", "messages", feed()));
            }
        } catch (BenchFailure e) {
            err.println(e.getMessage());
            return 1;
        }
        Report report = new Report(rows);
        out.print(json ? report.json().toPrettyString() + "\n" : report.table());
        out.flush();
        return rows.stream().allMatch(row -> row.figures().errors() == 0) ? 0 : 1;
    }

    private List<Row> drive(Scenario scenario) throws InterruptedException {
        Duration slice = Duration.ofSeconds(Math.clamp(seconds / 4, 1, 5));
        Pace pace = new Pace(connections, rate, slice);
        int warmups = (int) Math.ceilDiv(warmup, slice.toSeconds());
        int slices = (int) Math.ceilDiv(seconds, slice.toSeconds());
        List<Duel.Side> sides = new ArrayList<>();
        for (Target target : targets(scenario)) {
            sides.add(new Duel.Side(target, scenario.prepare(new Discovery(target, this::tokenOf), new Random(seed))));
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

    private List<Target> targets(Scenario scenario) {
        List<Target> targets = new ArrayList<>();
        targets.add(new Target("base", base(), tokens(scenario), meter()));
        if (against != null) {
            targets.add(new Target(
                    "against",
                    against,
                    () -> Optional.ofNullable(againstToken),
                    new CpuMeter(group(againstPid), group(againstPostmaster))));
        }
        return targets;
    }

    private Supplier<Optional<String>> tokens(Scenario scenario) {
        Optional<RunningHub> own = ownHub();
        if (own.isEmpty() || token != null) {
            return () -> Optional.ofNullable(token);
        }
        HomeTokens tokens = new HomeTokens(own.get().home(), own.get().issuer(), InstantSource.system());
        String who = as == null ? scenario.asDemo() : as;
        return () -> Optional.of(tokens.token(who));
    }

    private Optional<String> tokenOf(String who) {
        Optional<RunningHub> own = ownHub();
        return own.isEmpty() || token != null
                ? Optional.ofNullable(token)
                : Optional.of(new HomeTokens(own.get().home(), own.get().issuer(), InstantSource.system()).token(who));
    }

    private Figures feed() throws InterruptedException {
        DemoMessages supply = new DemoMessages(4_000_000 + new Random().nextInt(900_000), controlId -> true);
        int port = mllpPort != null
                ? mllpPort
                : ownHub().map(RunningHub::mllpPort)
                        .orElseThrow(() -> new BenchFailure("State the feed's port by --mllp-port."));
        InetSocketAddress mllp = new InetSocketAddress(base().getHost(), port);
        return new FeedBench(mllp, meter(), connections, supply).run(warmup(), measured());
    }

    private URI base() {
        URI given = base;
        return given != null
                ? given
                : RunningHub.of(home)
                        .map(RunningHub::base)
                        .orElseThrow(() -> new BenchFailure("No hub runs in " + home
                                + ". Start it: ./hub start; or state another server by --base."));
    }

    /** The hub of the home, when it is what is measured. */
    private Optional<RunningHub> ownHub() {
        return RunningHub.of(home).filter(hub -> hub.serves(base()));
    }

    private CpuMeter meter() {
        Optional<RunningHub> own = ownHub();
        return new CpuMeter(
                group(pid).or(() -> own.map(hub -> new ProcessGroup(hub.pid()))),
                group(postmaster).or(() -> own.flatMap(RunningHub::postmaster).map(ProcessGroup::new)));
    }

    private static Optional<ProcessGroup> group(@Nullable Long pid) {
        return Optional.ofNullable(pid).map(ProcessGroup::new);
    }

    private boolean wants(String name) {
        return names.isEmpty() || names.contains(name);
    }

    private Duration warmup() {
        return Duration.ofSeconds(warmup);
    }

    private Duration measured() {
        return Duration.ofSeconds(seconds);
    }
}
