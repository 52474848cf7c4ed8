package org.hulian.launcher.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.process.ProcessState;

/**
 * A postmaster that runs on a data directory.
 *
 * @param pid  of the postmaster
 * @param port it listens on
 */
public record RunningPostgres(long pid, int port) {
    private static final Duration COLLECTION = Duration.ofSeconds(20);
    /** A cluster that replays much write-ahead log needs minutes until it accepts connections. */
    private static final Duration RECOVERY = Duration.ofMinutes(5);

    /**
     * Reads the postmaster's own pid file. A file left by a crash is told from a live one by the process behind it:
     * its working directory is the data directory. One that starts or stops right now is waited for.
     *
     * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">postmaster.pid</a>
     */
    static Optional<RunningPostgres> of(Path data) {
        Instant giveUp = Instant.now().plus(RECOVERY);
        while (true) {
            List<String> lines = linesOf(data.resolve("postmaster.pid"));
            if (lines.size() < 4 || !worksIn(data, lines.getFirst().strip())) {
                awaitCollection(lines);
                return Optional.empty();
            }
            if (lines.size() >= 8 && lines.get(7).strip().equals("ready")) {
                return Optional.of(new RunningPostgres(
                        Long.parseLong(lines.getFirst().strip()),
                        Integer.parseInt(lines.get(3).strip())));
            }
            if (Instant.now().isAfter(giveUp)) {
                throw new LaunchFailure(
                        "PostgreSQL (process " + lines.getFirst().strip() + ") has not become ready in "
                                + RECOVERY.toSeconds() + " s; see its log beside " + data);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** PostgreSQL takes a killed postmaster for alive until its parent has collected it, and would not start. */
    private static void awaitCollection(List<String> lines) {
        Instant giveUp = Instant.now().plus(COLLECTION);
        while (!lines.isEmpty()
                && ProcessState.isZombie(Long.parseLong(lines.getFirst().strip()))
                && Instant.now().isBefore(giveUp)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static boolean worksIn(Path data, String process) {
        try {
            return Files.isSameFile(Path.of("/proc", process, "cwd"), data);
        } catch (IOException e) {
            return false;
        }
    }
}
