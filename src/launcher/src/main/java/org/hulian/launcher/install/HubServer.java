package org.hulian.launcher.install;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Checkout;
import org.hulian.launcher.home.Home;
import org.hulian.launcher.process.Daemon;
import org.hulian.launcher.process.JavaHome;
import org.hulian.launcher.process.Ports;
import org.hulian.launcher.process.Readiness;
import org.hulian.launcher.process.RunningPart;
import org.hulian.launcher.process.StartCache;

/** The hub itself, as a process of the home. */
final class HubServer {
    private static final Duration READY = Duration.ofMinutes(3);
    /** Long enough for running requests and, once per build, for writing the start cache. */
    private static final Duration STOP = Duration.ofSeconds(90);

    /** The first JDK of which they are a supported option, JEP 519. */
    private static final int COMPACT_HEADERS = 25;

    private final Path jar;
    private final Home home;
    private final Daemon daemon;

    HubServer(Checkout checkout, Home home) {
        this.jar = checkout.root().resolve("fhir-server/target/quarkus-app/quarkus-run.jar");
        this.home = home;
        this.daemon = new Daemon("hub", home.run(), home.logs());
    }

    Optional<RunningPart> running() {
        return daemon.running();
    }

    /** Starts the process without waiting until it is ready. */
    RunningPart launch(Addresses addresses, Map<String, String> environment) {
        Optional<RunningPart> already = running();
        if (already.isPresent()) {
            return already.get();
        }
        if (!Files.exists(jar)) {
            throw new LaunchFailure(
                    "The hub is not built: " + jar + " is missing. Build it: ./mvnw -DskipTests install");
        }
        Ports.requireFree("the hub", addresses.hub());
        Ports.requireFree("the hub's MLLP feed", addresses.mllp());
        Map<String, String> all = new HashMap<>(environment);
        // Every thread would else keep freed memory in an arena of its own.
        all.putIfAbsent("MALLOC_ARENA_MAX", "2");
        return daemon.start(
                command(System.getenv().getOrDefault("HULIAN_JAVA_OPTS", "")), all, home.root(), addresses.hub());
    }

    void awaitReady(RunningPart part) {
        Readiness.await("The hub", part, daemon, health(part.port()), READY);
    }

    static URI health(int port) {
        return Addresses.hubUrl(port).resolve("/q/health/ready");
    }

    /** Whether stopping takes longer because the first run's recording is written. */
    boolean writesCacheAtStop() {
        return cache().isRecording();
    }

    void stop() {
        daemon.stop(STOP);
    }

    private StartCache cache() {
        return StartCache.of(home.startCache(), "hub", jar);
    }

    /** What it is started by; options given later win over those given before. */
    List<String> command(String options) {
        List<String> command = new ArrayList<>(List.of(
                JavaHome.current().java(),
                // On few processors the serial collector costs a request the least and the process the least memory.
                "-XX:+UseSerialGC",
                // What lives after a full collection is 75 MB, 190 with the definitions a validation needs.
                "-Xmx384m",
                "-Xmn96m",
                // Where the archive of classes was made for it, so that its pages stay those of the file.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                // Memory outside of the heap goes back to the system; the option was experimental in JDK 21.
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:TrimNativeHeapInterval=5000",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                // The entrance escapes what people type into URLs, such as the bar of system|value.
                "-Dvertx.disableURIValidation=true",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        if (Runtime.version().feature() >= COMPACT_HEADERS) {
            command.add("-XX:+UseCompactObjectHeaders");
        }
        command.addAll(cache().options());
        String more = options.strip();
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split("\\s+", -1)));
        }
        command.add("-jar");
        command.add(jar.toString());
        return List.copyOf(command);
    }
}
