package org.hulian.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.process.JavaHome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Build and run all tests and checks, or those of one module, as CI runs them.")
final class TestCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "MODULE", description = "Such as terminology, fhir-server or launcher.")
    private @Nullable String module;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path root = Checkout.find().root();
        Instant begun = Instant.now();
        String asked = module;
        int exit;
        if (asked == null) {
            exit = maven(root, List.of("verify"));
        } else {
            String path = path(root, asked);
            exit = maven(
                    root,
                    List.of("-q", "install", "-Dmaven.test.skip=true", "-Dspotless.check.skip", "-pl", path, "-am"));
            exit = exit == 0 ? maven(root, List.of("verify", "-pl", path)) : exit;
        }
        Duration took = Duration.between(begun, Instant.now());
        out.println("hub test: %s%s in %d min %d s"
                .formatted(
                        exit == 0 ? "passed" : "FAILED",
                        asked == null ? "" : " (" + asked + ")",
                        took.toMinutes(),
                        took.toSecondsPart()));
        return exit == 0 ? 0 : 1;
    }

    private String path(Path root, String asked) {
        return Stream.of(asked, "src/" + asked)
                .filter(path -> Files.exists(root.resolve(path).resolve("pom.xml")))
                .findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "There is no module " + asked + "."));
    }

    private static int maven(Path root, List<String> goals) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("mvnw").toString()));
        command.addAll(goals);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).inheritIO();
        builder.environment().put("JAVA_HOME", JavaHome.current().toString());
        return builder.start().waitFor();
    }
}
