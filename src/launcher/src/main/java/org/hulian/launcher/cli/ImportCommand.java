package org.hulian.launcher.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.hulian.launcher.bulk.BulkClient;
import org.hulian.launcher.bulk.ImportRun;
import org.hulian.launcher.feed.SentFiles;
import org.hulian.launcher.install.Installation;
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
            "Import FHIR resources from NDJSON files and Bundles as an institution.",
            "A folder is read recursively. Run again after an interruption, it goes on where it was.",
            "Exit code 1 when a resource was refused."
        })
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders or files: *.ndjson, *.ndjson.gz, *.json.")
    private List<Path> files = List.of();

    @Option(names = "--sender", required = true, paramLabel = "ID", description = "The institution they belong to.")
    private String sender = "";

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "Where finished pieces are noted; default: in the home.")
    private Path resume = Path.of("");

    @Option(names = "--json", description = "The summary as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Installation installation = home.installation();
        installation.region().institution(sender);
        URI hub = installation.runningHub();
        Path noted = resume.toString().isEmpty() ? installation.home().run().resolve("imported-" + sender) : resume;
        try (BulkClient client = new BulkClient(hub, HubTokens.ofInstitution(installation, sender, "system/*.cruds"))) {
            ImportRun.Summary summary = new ImportRun(
                            client,
                            SentFiles.in(noted),
                            text -> spec.commandLine().getErr().println(text))
                    .of(ordered(InputFiles.of(files)));
            spec.commandLine()
                    .getOut()
                    .println((json
                                    ? "{\"written\":%d,\"unchanged\":%d,\"refused\":%d,\"skippedPieces\":%d}"
                                    : "%d written, %d unchanged, %d refused; %d pieces were done before")
                            .formatted(summary.written(), summary.unchanged(), summary.refused(), summary.skipped()));
            return summary.refused() == 0 ? 0 : 1;
        }
    }

    /**
     * Synthea's hospitals and practitioners first: the others refer to them by identifier. Then patients: what is known
     * of who they are does not change any more when their records come.
     */
    private static List<Path> ordered(List<Path> files) {
        return files.stream()
                .filter(file -> file.toString().matches(".*\\.(json|ndjson|ndjson\\.gz)"))
                .sorted(Comparator.comparing((Path file) ->
                                !file.getFileName().toString().matches("(hospital|practitioner)Information.*"))
                        .thenComparing(file -> !file.getFileName().toString().matches("(\\d+\\.)?Patient\\b.*"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
