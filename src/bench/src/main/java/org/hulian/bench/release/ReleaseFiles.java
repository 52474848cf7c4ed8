package org.hulian.bench.release;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes made-up releases and says how each is imported. */
@Command(
        name = "releases",
        mixinStandardHelpOptions = true,
        description = "Writes made-up releases of code systems, as large as the real ones, for ./hub codes import.")
public final class ReleaseFiles implements Callable<Integer> {
    private static final int LOINC = 105_000;
    private static final int SNOMED = 370_000;
    private static final int ICD10 = 15_000;
    private static final int ICD11 = 36_000;
    private static final int REGIONS = 3_300;

    @Parameters(paramLabel = "FOLDER", description = "where to; 1.1 GB at full size")
    private Path folder = Path.of("");

    @Option(names = "--seed", description = "of all names and links, default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--share", description = "of the size of real releases, default ${DEFAULT-VALUE}")
    private double share = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(folder);
        told(out, "loinc", new LoincFiles(seed).write(folder, of(LOINC)));
        told(out, "snomed", new SnomedFiles(seed).write(folder, of(SNOMED)));
        told(out, "claml", new ClamlFiles(seed).write(folder, of(ICD10)));
        TableFiles tables = new TableFiles(seed);
        told(out, "icd11", List.of(tables.icd11(folder, of(ICD11))));
        told(out, "table --system=http://example.org/regions", List.of(tables.regions(folder, of(REGIONS))));
        return 0;
    }

    /** Taken because the launcher says it to all of the bench; nothing is read there. */
    @Option(names = "--home", hidden = true)
    void home(Path home) {}

    private int of(int whole) {
        return Math.max(1, (int) Math.round(whole * share));
    }

    private static void told(PrintWriter out, String kind, List<Path> files) {
        out.println("./hub codes import --version=made-up " + kind + " "
                + String.join(" ", files.stream().map(Path::toString).toList()));
        out.flush();
    }
}
