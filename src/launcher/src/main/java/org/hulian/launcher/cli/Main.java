package org.hulian.launcher.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Versions;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point behind the {@code hub} script. */
@Command(
        name = "hub",
        description = "Hulian, a health-data interoperability and records hub.",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            LogsCommand.class,
            TokenCommand.class,
            RealmCommand.class,
            TestCommand.class,
            MapCommand.class,
            SendCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            UnitsCommand.class,
            CodesCommand.class,
            RecogniseCommand.class,
            FiguresCommand.class,
            AuditCommand.class,
            KeysCommand.class,
            ReindexCommand.class,
            BenchCommand.class,
            GenerateCommand.class,
        },
        footer = {"", "Every command has --help. Exit code 0 is done, 1 failed, 2 wrong usage."})
public final class Main {
    private Main() {}

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            Versions versions = Versions.ofThisBuild();
            return new String[] {
                "hulian " + versions.hulian(),
                "keycloak " + versions.keycloak(),
                "postgresql " + versions.postgres(),
                "java " + Runtime.version()
            };
        }
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Main::report);
    }

    /** A failure of ours is a sentence for the user; anything else is a fault and shows where it happened. */
    private static int report(Exception fault, CommandLine command, CommandLine.ParseResult arguments) {
        if (fault instanceof LaunchFailure) {
            command.getErr().println("hub: " + fault.getMessage());
        } else {
            command.getErr().println("hub: this should not have happened: " + fault);
            fault.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
