package org.hulian.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hulian.bench.measure.CpuMeter;
import org.hulian.bench.measure.ProcessGroup;
import org.jspecify.annotations.Nullable;

/** Finds the processes of an installation: by number where given, else by the pid files of a home. */
final class Pids {
    private Pids() {}

    static CpuMeter meter(@Nullable Long server, @Nullable Long postmaster, @Nullable Path home) {
        Optional<Long> hub = Optional.ofNullable(server).or(() -> first(home, "run/hub.pid"));
        Optional<Long> postgres = Optional.ofNullable(postmaster).or(() -> first(home, "postgres/data/postmaster.pid"));
        return new CpuMeter(hub.map(ProcessGroup::new), postgres.map(ProcessGroup::new));
    }

    /** The number at the beginning of a pid file, when its process lives. */
    private static Optional<Long> first(@Nullable Path home, String file) {
        if (home == null || !Files.exists(home.resolve(file))) {
            return Optional.empty();
        }
        try {
            String text =
                    Files.readString(home.resolve(file), StandardCharsets.UTF_8).strip();
            long pid = Long.parseLong(text.split("\\s", 2)[0]);
            return ProcessHandle.of(pid).map(ProcessHandle::pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
