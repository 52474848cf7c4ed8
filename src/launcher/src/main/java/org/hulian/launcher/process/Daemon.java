package org.hulian.launcher.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.hulian.launcher.home.PrivateFiles;

/**
 * A long-running process of the home. It gets a session of its own, so that Ctrl-C reaches only the launcher, which
 * then stops the parts in order; its pid file finds it again after the launcher has gone.
 */
public final class Daemon {
    private final String name;
    private final Path pidFile;
    private final Path log;

    public Daemon(String name, Path runDirectory, Path logDirectory) {
        this.name = name;
        this.pidFile = PrivateFiles.directory(runDirectory).resolve(name + ".pid");
        this.log = PrivateFiles.directory(logDirectory).resolve(name + ".log");
    }

    public Path log() {
        return log;
    }

    public Optional<RunningPart> running() {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            String[] words =
                    Files.readString(pidFile, StandardCharsets.UTF_8).strip().split(" ", 3);
            RunningPart part =
                    new RunningPart(Long.parseLong(words[0]), Instant.parse(words[1]), Integer.parseInt(words[2]));
            return part.isAlive() ? Optional.of(part) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(pidFile.toString(), e);
        }
    }

    public RunningPart start(List<String> command, Map<String, String> environment, Path directory, int port) {
        List<String> line = new ArrayList<>();
        sessionProgram().ifPresent(line::add);
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        try {
            keepFormerLog();
            ProcessHandle process = builder.start().toHandle();
            RunningPart part =
                    new RunningPart(process.pid(), process.info().startInstant().orElse(Instant.EPOCH), port);
            PrivateFiles.write(pidFile, part.pid() + " " + part.started() + " " + part.port() + "\n");
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started: " + command.getFirst(), e);
        }
    }

    /** Asks the process and its descendants to end, and ends them when they have not after the limit. */
    public void stop(Duration limit) {
        Optional<ProcessHandle> process = running().flatMap(RunningPart::handle);
        if (process.isPresent()) {
            List<ProcessHandle> all =
                    new ArrayList<>(process.get().descendants().toList());
            all.add(process.get());
            all.forEach(ProcessHandle::destroy);
            Instant giveUp = Instant.now().plus(limit);
            while (all.stream().anyMatch(ProcessState::isRunning)
                    && Instant.now().isBefore(giveUp)) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            all.addAll(process.get().descendants().toList());
            all.stream().filter(ProcessState::isRunning).forEach(ProcessHandle::destroyForcibly);
        }
        pidFile.toFile().delete();
    }

    /** The last lines the process wrote, for a message about its end. */
    public String lastLines(int count) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    private void keepFormerLog() throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** {@code setsid} of util-linux execs the command in place: the process number stays. */
    private static Optional<String> sessionProgram() {
        return List.of("/usr/bin/setsid", "/bin/setsid").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }
}
