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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

@Command(
        name = "bench",
        description = "Put a reproducible load on this hub or any FHIR server; ./hub bench --help lists the runs.")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    /** Everything but --home, in order: the bench program reads it. */
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Checkout checkout = Checkout.find();
        Path jar = checkout.jar("src/bench", "bench");
        if (!Files.exists(jar)) {
            throw new LaunchFailure("The bench is not built. Build it: ./mvnw -DskipTests install -pl src/bench -am");
        }
        List<String> command = new ArrayList<>(List.of(
                JavaHome.current().java(),
                "-Dhulian.root=" + checkout.root(),
                "-cp",
                jar + ":" + jar.resolveSibling("lib") + "/*",
                "org.hulian.bench.Main"));
        command.addAll(arguments);
        command.add("--home=" + home.home().root());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
