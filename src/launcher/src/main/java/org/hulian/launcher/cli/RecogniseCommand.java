package org.hulian.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.process.JavaHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The engine is the hub's own, run from its jars: there is one engine, and the launcher does not depend on the hub. */
@Command(
        name = "recognise",
        mixinStandardHelpOptions = true,
        description = {
            "Dry run of mutual recognition, without a server: verdicts with every condition, as JSON.",
            "Consent is taken as given; a result's laboratory is the Organization it names as performer."
        })
final class RecogniseCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--order", required = true, paramLabel = "FILE", description = "ServiceRequest or Bundle, JSON.")
    private Path order = Path.of("");

    @Option(
            names = "--results",
            required = true,
            paramLabel = "FILE",
            description = "Earlier results: a Bundle, one resource, an array, or NDJSON.")
    private Path results = Path.of("");

    @Option(names = "--at", required = true, paramLabel = "INSTITUTION", description = "Where it is ordered.")
    private String institution = "";

    @Option(
            names = "--on",
            required = true,
            paramLabel = "INSTANT",
            description = "When it is ordered, such as 2026-11-21T08:30:00+08:00.")
    private String on = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** As every command that prints data has it; here the output is JSON in any case. */
    @Option(names = "--json", description = "The output is always JSON.")
    void json(boolean asked) {
        // Nothing to choose.
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (Path file : List.of(order, results)) {
            if (!Files.isReadable(file)) {
                throw new LaunchFailure(file + " cannot be read");
            }
        }
        Path app = Checkout.find().root().resolve("fhir-server/target/quarkus-app");
        if (!Files.exists(app)) {
            throw new LaunchFailure("The hub is not built. Build it: ./mvnw -DskipTests install -pl fhir-server -am");
        }
        List<String> command = List.of(
                JavaHome.current().java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                app + "/app/*:" + app + "/lib/main/*:" + app + "/lib/boot/*",
                "org.hulian.fhir.recognition.dryrun.DryRun",
                home.region().directory().toString(),
                order.toString(),
                results.toString(),
                institution,
                instant().toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private Instant instant() {
        try {
            return OffsetDateTime.parse(on).toInstant();
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--on must be an instant with its zone, 2026-11-21T08:30:00+08:00, not " + on,
                    e);
        }
    }
}
