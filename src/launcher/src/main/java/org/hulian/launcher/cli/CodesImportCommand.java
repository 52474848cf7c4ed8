package org.hulian.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.hulian.launcher.LaunchFailure;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.release.Progress;
import org.hulian.terminology.release.ReleaseImport;
import org.hulian.terminology.release.ReleaseImport.Imported;
import org.hulian.terminology.release.ReleaseImport.Kind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Import a release of a code system into the hub's home; a running hub uses it within seconds.",
            "The hub brings no licensed release: get LOINC from loinc.org, SNOMED CT from your national centre, ICD from WHO.",
            "KIND is one of:",
            "  loinc   Loinc.csv and linguistic variants (zhCN5LinguisticVariant.csv)",
            "  snomed  RF2 snapshots: sct2_Concept_*, sct2_Description_*, sct2_Relationship_*, der2_cRefset_Language*",
            "  claml   ClaML XML of ICD-10; a second file in another language adds its titles",
            "  icd11   WHO's simple tabulation of ICD-11 MMS, tab-separated",
            "  table   CSV with columns code, zh and/or en, parent, definition, status, property:NAME; needs --system"
        })
final class CodesImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KIND", description = "loinc, snomed, claml, icd11 or table.")
    private String kind = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "The files of the release.")
    private List<Path> files = List.of();

    @Option(names = "--version", required = true, paramLabel = "VERSION", description = "Version of the release.")
    private String version = "";

    @Option(
            names = "--system",
            paramLabel = "URI",
            description = "URI of the code system, where it is not the usual one.")
    private @Nullable String system;

    @Mixin
    private HomeOption home = new HomeOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Kind wanted = Arrays.stream(Kind.values())
                .filter(one -> one.word().equals(kind))
                .findFirst()
                .orElseThrow(() -> new LaunchFailure("There is no kind " + kind + "; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(Kind.values()).map(Kind::word).toList()) + "."));
        PrintWriter out = spec.commandLine().getOut();
        ReleaseImport releases = new ReleaseImport(home.home().terminology(), new Percent(out));
        try {
            Imported imported = releases.run(wanted, system == null ? wanted.system() : system, version, files);
            out.printf(
                    "%s %s: %,d concepts in %s%n",
                    imported.system(), imported.version(), imported.concepts(), imported.file());
            out.flush();
            return 0;
        } catch (InvalidDataException e) {
            throw new LaunchFailure(String.valueOf(e.getMessage()));
        }
    }

    /** A line for each tenth of a file. */
    private static final class Percent implements Progress {
        private final PrintWriter out;
        private String file = "";
        private long length;
        private long done;
        private int tenth;

        Percent(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void begin(Path path, long bytes) {
            file = path.getFileName().toString();
            length = Math.max(1, bytes);
            done = 0;
            tenth = 0;
        }

        @Override
        public void read(long bytes) {
            done += bytes;
            int now = (int) Math.min(10, done * 10 / length);
            if (now > tenth) {
                tenth = now;
                out.printf("%s %d %%%n", file, now * 10);
                out.flush();
            }
        }

        @Override
        public void writing(int concepts) {
            out.printf("writing %,d concepts%n", concepts);
            out.flush();
        }
    }
}
