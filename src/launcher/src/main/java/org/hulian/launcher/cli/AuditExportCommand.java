package org.hulian.launcher.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.feed.AuditDownload;
import org.hulian.launcher.install.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write the audit log, its signed checkpoints and the public key into a folder.")
final class AuditExportCommand implements Callable<Integer> {
    private static final String SCOPE = "user/AuditEvent.rs";

    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(paramLabel = "DIR", description = "A new or empty folder.")
    private Path directory = Path.of("");

    @Option(names = "--login", defaultValue = "auditor1", description = "Demo login of an auditor; default: auditor1.")
    private String login = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        requireEmpty();
        Installation installation = home.installation();
        URI hub = installation.runningHub();
        List<String> files = new AuditDownload(hub, HubTokens.ofPerson(installation, login, SCOPE)).into(directory);
        spec.commandLine().getOut().println("Exported to " + directory + ": " + String.join(", ", files));
        return 0;
    }

    private void requireEmpty() throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> present = Files.list(directory)) {
                if (present.findAny().isPresent()) {
                    throw new LaunchFailure(directory + " is not empty. Name a new folder for the export.");
                }
            }
        }
    }
}
