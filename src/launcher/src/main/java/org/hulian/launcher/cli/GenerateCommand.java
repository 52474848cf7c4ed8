package org.hulian.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.process.JavaHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
        name = "generate",
        description =
                "Write a made-up region of any size as NDJSON for ./hub import; ./hub generate --help tells more.")
final class GenerateCommand implements Callable<Integer> {
    /** All of them, in order: the generator reads them. */
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path jar = Checkout.find().jar("src/demo", "demo");
        if (!Files.exists(jar)) {
            throw new LaunchFailure(
                    "The generator is not built. Build it: ./mvnw -DskipTests install -pl src/demo -am");
        }
        List<String> command = new ArrayList<>(List.of(
                JavaHome.current().java(),
                "-XX:+UseParallelGC",
                "-Xmx512m",
                "-cp",
                jar + ":" + jar.resolveSibling("lib") + "/*",
                "org.hulian.demo.bulk.Generate"));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
