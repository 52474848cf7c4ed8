package org.hulian.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hulian.demo.load.HomeTokens;
import org.hulian.demo.load.LoadFailure;
import org.hulian.demo.load.RegionLoader;
import org.hulian.demo.load.Tally;
import org.hulian.launcher.region.Region;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads the demo region into a running hub, or writes it to a folder. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Loads the demo region through MLLP and the FHIR API. Goes on where it stopped; done once.")
public final class DemoLoader implements Callable<Integer> {
    @Option(names = "--base-url", description = "FHIR base of the hub, default ${DEFAULT-VALUE}")
    URI base = URI.create("http://127.0.0.1:8080/fhir");

    @Option(names = "--mllp-port", description = "MLLP port on the hub's host, default ${DEFAULT-VALUE}")
    int mllpPort = 2575;

    @Option(names = "--issuer", description = "Keycloak realm, default ${DEFAULT-VALUE}")
    URI issuer = URI.create("http://127.0.0.1:8180/realms/hulian");

    @Option(names = "--home", description = "home with keys and passwords, default ${DEFAULT-VALUE}")
    Path home = Path.of(".hub");

    @Option(names = "--region", description = "folder of the hub's region; it must have the demo institutions")
    @Nullable
    Path folder;

    @Option(names = "--residents", description = "how many, default ${DEFAULT-VALUE}")
    int residents = DemoRegion.RESIDENTS;

    @Option(names = "--seed", description = "default ${DEFAULT-VALUE}")
    long seed = DemoRegion.SEED;

    @Option(names = "--connections", description = "residents sent at the same time, default ${DEFAULT-VALUE}")
    int connections = 3;

    @Option(names = "--out", description = "write messages, bundles and truth.csv there instead of sending")
    @Nullable
    Path out;

    @Spec
    @Nullable
    CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new DemoLoader()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (folder != null && !Region.in(folder).codes().containsAll(DemoRegion.institutions())) {
            err().println(folder + " is not the demo region: it lacks some of " + DemoRegion.institutions()
                    + ". Start without demo data: ./hub start --no-demo");
            return 2;
        }
        DemoRegion region = DemoRegion.generate(residents, seed);
        return out == null ? send(region) : write(region, out);
    }

    private int send(DemoRegion region) throws IOException, InterruptedException {
        Files.createDirectories(home);
        Files.write(home.resolve("demo-truth.csv"), region.truth().toList(), UTF_8);
        RegionLoader.Target target = new RegionLoader.Target(
                base,
                new InetSocketAddress(base.getHost(), mllpPort),
                new HomeTokens(home, issuer, InstantSource.system()),
                connections);
        try {
            Tally tally = new RegionLoader(target, home.resolve("demo-loaded.json"), line -> err().println(line))
                    .load(region, seed);
            err().printf(
                            "demo region: %d messages, %d bundles with %d resources, %d orders the hub was asked about, in %d s%n",
                            tally.messages(),
                            tally.bundles(),
                            tally.resources(),
                            tally.orders(),
                            tally.took().toSeconds());
            tally.refused().forEach(refused -> err().println("refused: " + refused));
            return tally.refusals() == 0 ? 0 : 1;
        } catch (LoadFailure e) {
            err().println(e.getMessage());
            return 1;
        }
    }

    private int write(DemoRegion region, Path into) throws IOException {
        Files.createDirectories(into);
        Files.write(into.resolve("truth.csv"), region.truth().toList(), UTF_8);
        Stream<Delivery> all = Stream.concat(
                Stream.concat(region.directory(), region.signedUp()),
                IntStream.rangeClosed(1, residents).boxed().flatMap(number -> all(region, number)));
        int written = 0;
        for (Iterator<Delivery> each = all.iterator(); each.hasNext(); written++) {
            Delivery delivery = each.next();
            String extension = delivery instanceof Delivery.Message ? ".hl7" : ".json";
            Path sender = Files.createDirectories(into.resolve(delivery.sender()));
            Files.write(sender.resolve(delivery.name().replace(' ', '-') + extension), delivery.bytes());
        }
        err().println(written + " files in " + into);
        return 0;
    }

    /** All of a resident, as if nothing had been recognised. */
    private static Stream<Delivery> all(DemoRegion region, int number) {
        Stream<Delivery> asked = region.orders(number).stream()
                .flatMap(order -> Stream.concat(Stream.of(order.order()), order.results().apply(Set.of()).stream()));
        return Stream.concat(region.deliveries(number).stream(), asked);
    }

    private PrintWriter err() {
        return spec == null
                ? new PrintWriter(System.err, true, UTF_8)
                : spec.commandLine().getErr();
    }
}
