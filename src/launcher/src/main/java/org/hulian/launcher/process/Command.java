package org.hulian.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hulian.launcher.LaunchFailure;

/**
 * A command that ends by itself. Its output goes through a file, never a pipe: a daemon it leaves behind
 * would keep a pipe open for ever.
 */
public record Command(List<String> line, Map<String, String> environment, Duration limit) {
    public record Ended(int exitCode, String output) {}

    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    public static Command of(List<String> prefix, Object... words) {
        List<String> line = new ArrayList<>(prefix);
        for (Object word : words) {
            line.add(word.toString());
        }
        return new Command(line, Map.of(), Duration.ofMinutes(2));
    }

    /** Runs to the end and returns exit code and output, whatever they are. */
    public Ended run() {
        try {
            Path output = Files.createTempFile("hub-command", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new LaunchFailure(line.getFirst() + " did not end within " + limit.toSeconds() + " s:\n"
                            + Files.readString(output, StandardCharsets.UTF_8));
                }
                return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(line.getFirst() + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while " + line.getFirst() + " ran", e);
        }
    }

    /** Runs to the end; any exit code but 0 is a failure that shows the command's own words. */
    public String orFail(String whatFor) {
        Ended ended = run();
        if (ended.exitCode() != 0) {
            throw new LaunchFailure(whatFor + " failed (exit code " + ended.exitCode() + "):\n"
                    + ended.output().strip());
        }
        return ended.output();
    }
}
