package org.hulian.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", mixinStandardHelpOptions = true, description = "Show the last lines of a part's log.")
final class LogsCommand implements Callable<Integer> {
    enum Part {
        hub,
        keycloak,
        postgres
    }

    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(arity = "0..1", paramLabel = "PART", defaultValue = "hub", description = "${COMPLETION-CANDIDATES}")
    private Part part = Part.hub;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "50",
            description = "How many lines; default: 50.")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as the log grows, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = file(home.home());
        if (!Files.exists(log)) {
            throw new LaunchFailure("There is no log yet at " + log + ". Start it first: ./hub start");
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        if (follow) {
            command.add("-F");
        }
        command.add(log.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private Path file(Home installed) {
        return switch (part) {
            case hub -> installed.logs().resolve("hub.log");
            case keycloak -> installed.logs().resolve("keycloak.log");
            case postgres -> installed.postgres().resolve("log").resolve("postgres.log");
        };
    }
}
