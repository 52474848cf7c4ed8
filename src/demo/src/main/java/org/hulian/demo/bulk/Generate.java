package org.hulian.demo.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hulian.demo.DemoRegion;
import org.hulian.demo.fhir.LargeRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a region of so many resources as NDJSON. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a made-up region of so many resources as NDJSON files of one type, a folder for each sender.",
            "The same seed and number give the same bytes. Import: ./hub import DIR/riverside --sender riverside, ..."
        })
public final class Generate implements Callable<Integer> {
    @Option(names = "--resources", required = true, description = "how many in all")
    int resources;

    @Option(names = "--seed", description = "default ${DEFAULT-VALUE}")
    long seed = DemoRegion.SEED;

    @Option(
            names = "--large-record",
            paramLabel = "N",
            description = "of these so many observations of resident2, from six institutions; default: 50000 where they"
                    + " are at most a tenth, else none")
    int large = -1;

    @Option(
            names = "--first",
            paramLabel = "N",
            description = "number of the first resident, beyond those there are already; default ${DEFAULT-VALUE}")
    int first = 1;

    @Option(names = "--gzip", description = "packed files")
    boolean packed;

    @Option(names = "--file", description = "resources of one file at most, about; default ${DEFAULT-VALUE}")
    int perFile = 250_000;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "a new or empty folder")
    Path out = Path.of("");

    private final PrintWriter err = new PrintWriter(System.err, true, UTF_8);

    public static void main(String[] args) {
        System.exit(new CommandLine(new Generate()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (resources < 1 || perFile < 1 || first < 1 || large > resources) {
            err.println("--resources, --file and --first must be at least 1, --large-record at most --resources.");
            return 2;
        }
        if (!isEmpty(out)) {
            err.println(
                    out + " is not empty. Name another folder: what is there might be taken for part of the region.");
            return 2;
        }
        long started = System.nanoTime();
        int observations =
                large >= 0 ? large : resources >= 10 * LargeRecord.OBSERVATIONS ? LargeRecord.OBSERVATIONS : 0;
        BulkRegion region = new BulkRegion(resources, observations, first, seed);
        try (RegionFiles files = new RegionFiles(out, packed, perFile)) {
            region.write(files::add);
        }
        long millis = Math.max(1, Duration.ofNanos(System.nanoTime() - started).toMillis());
        region.types().forEach((type, count) -> err.printf("%9d %s%n", count, type));
        err.printf("%9d resources in %s, %d ms, %d/s%n", resources, out, millis, resources * 1000L / millis);
        return 0;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
