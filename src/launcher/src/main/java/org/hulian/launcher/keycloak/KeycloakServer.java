package org.hulian.launcher.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hulian.launcher.home.PrivateFiles;
import org.hulian.launcher.process.Daemon;
import org.hulian.launcher.process.JavaHome;
import org.hulian.launcher.process.Ports;
import org.hulian.launcher.process.Readiness;
import org.hulian.launcher.process.RunningPart;

/**
 * Keycloak as a process of the home. The realm is imported at the first start; from then on Keycloak's own data counts.
 */
public final class KeycloakServer {
    private static final Duration READY = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final KeycloakSettings settings;
    private final Daemon daemon;

    public KeycloakServer(KeycloakSettings settings, Daemon daemon) {
        this.settings = settings;
        this.daemon = daemon;
    }

    public Optional<RunningPart> running() {
        return daemon.running();
    }

    /**
     * Starts Keycloak, or adopts the one that runs already, and waits until it is ready.
     *
     * @param realm the realm's JSON with passwords; asked for at the first start only
     */
    public RunningPart start(Supplier<KeycloakDistribution> distribution, Supplier<String> realm) {
        Optional<RunningPart> already = running();
        RunningPart part = already.isPresent() ? already.get() : launch(distribution.get(), realm);
        Readiness.await("Keycloak", part, daemon, settings.health(), READY);
        return part;
    }

    public void stop() {
        daemon.stop(STOP);
    }

    private RunningPart launch(KeycloakDistribution distribution, Supplier<String> realm) {
        Ports.requireFree("Keycloak", settings.port());
        Ports.requireFree("Keycloak's health check", settings.managementPort());
        PrivateFiles.directory(settings.directory());
        boolean first = !Files.exists(settings.realmImported());
        Path file = distribution.importDirectory().resolve("hulian-realm.json");
        if (first) {
            PrivateFiles.write(file, realm.get());
        }
        try {
            RunningPart part = daemon.start(
                    command(distribution, first), settings.environment(), settings.directory(), settings.port());
            if (first) {
                Readiness.await("Keycloak", part, daemon, settings.health(), READY);
                PrivateFiles.write(settings.realmImported(), KeycloakSettings.REALM + "\n");
            }
            return part;
        } finally {
            deleteIfThere(file);
        }
    }

    /** What bin/kc.sh runs, without the shell in between; C1 and the serial collector halve the CPU time of a start. */
    private static List<String> command(KeycloakDistribution distribution, boolean first) {
        Path home = distribution.directory();
        List<String> command = new ArrayList<>(List.of(
                JavaHome.current().java(),
                "-Xms64m",
                "-Xmx512m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized"));
        if (first) {
            command.add("--import-realm");
        }
        return command;
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " holds passwords and could not be deleted", e);
        }
    }
}
