package org.hulian.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An installation of its own, driven by {@code ./hub} from outside; data in the module's target folder. */
final class Hub implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String LAUNCHER =
            TARGET.resolve("../../../hub").normalize().toString();
    private static final int OFFSET = 4000;
    private static final int RESIDENTS = 12;

    private final Path home = TARGET.resolve("home");

    Path home() {
        return home;
    }

    Fhir fhir(String login) {
        return new Fhir(base(), token(login));
    }

    /** Somebody at the console, not signed in yet. */
    ConsoleUser atConsole() {
        return new ConsoleUser(root());
    }

    KeycloakAdmin keycloak() {
        return new KeycloakAdmin("http://127.0.0.1:" + (8180 + OFFSET), secret("keycloak", "admin"));
    }

    /** The password of a demo login in this home. */
    String password(String login) {
        return secret("logins", login);
    }

    private String secret(String section, String name) {
        try {
            return JSON.readTree(home.resolve("secrets.json").toFile())
                    .path(section)
                    .path(name)
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Mllp mllp() {
        return new Mllp(2575 + OFFSET);
    }

    /** Where the hub answers, without a slash at its end. */
    static String root() {
        return "http://127.0.0.1:" + (8080 + OFFSET);
    }

    private static String base() {
        return root() + "/fhir";
    }

    /** Ends and removes what an earlier run left, so that every run begins alike. */
    void removeLeftovers() {
        if (!Files.exists(home)) {
            return;
        }
        tryRun(3, "stop");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts what does not run. */
    void start() {
        run(15, "start", "--detach", "--no-demo", "--port-offset", String.valueOf(OFFSET));
    }

    /** A few residents of the demo region, through the public doors. */
    void loadResidents() {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "org.hulian.demo.DemoLoader",
                "--home",
                home.toString(),
                "--base-url",
                base(),
                "--mllp-port",
                String.valueOf(2575 + OFFSET),
                "--issuer",
                "http://127.0.0.1:" + (8180 + OFFSET) + "/realms/hulian",
                "--residents",
                String.valueOf(RESIDENTS));
        Finished loaded = finish(command, 10);
        if (loaded.code() != 0) {
            throw new AssertionError("the demo residents were not loaded: " + loaded.output());
        }
    }

    /** An access token of a demo login or of an institution's backend client. */
    String token(String name) {
        return run(2, "token", name).strip();
    }

    /** Ends the hub's process without a chance to tidy up. */
    void kill() {
        ProcessHandle.of(status().path("hub").path("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
        Waiting.until("the hub is gone", () -> !mllp().listens());
    }

    JsonNode status() {
        try {
            return JSON.readTree(run(2, "status", "--json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command on this home and returns what it printed; a failure fails the test. */
    String run(int minutes, String... arguments) {
        Finished finished = tryRun(minutes, arguments);
        if (finished.code() != 0) {
            throw new AssertionError("./hub " + String.join(" ", arguments) + " ended with " + finished.code() + ": "
                    + finished.output());
        }
        return finished.output();
    }

    Finished tryRun(int minutes, String... arguments) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        return finish(command, minutes);
    }

    /** A command that needs neither home nor hub. */
    static Finished offline(String... arguments) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER));
        command.addAll(List.of(arguments));
        return finish(command, 5);
    }

    private static Finished finish(List<String> command, int minutes) {
        try {
            Path out = Files.createTempFile(TARGET, "command", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            TARGET.resolve("commands.log").toFile()));
            builder.environment().put("HUB_SKIP_BUILD", "1");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + minutes + " minutes");
            }
            String printed = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(out);
            return new Finished(process.exitValue(), printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        tryRun(3, "stop");
    }

    record Finished(int code, String output) {}
}
