package org.hulian.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** CPU time of a server and of its database, where their process numbers are known. */
public record CpuMeter(Optional<ProcessGroup> server, Optional<ProcessGroup> database) {

    /** Time used between two readings. */
    public record Reading(Optional<Duration> server, Optional<Duration> database) {
        public static final Reading ZERO = new Reading(Optional.of(Duration.ZERO), Optional.of(Duration.ZERO));

        public Reading minus(Reading earlier) {
            return new Reading(
                    server.map(now -> now.minus(earlier.server.orElse(Duration.ZERO))),
                    database.map(now -> now.minus(earlier.database.orElse(Duration.ZERO))));
        }

        public Reading plus(Reading more) {
            return new Reading(
                    server.flatMap(one -> more.server.map(one::plus)),
                    database.flatMap(one -> more.database.map(one::plus)));
        }
    }

    public Reading read() {
        return new Reading(server.map(CpuMeter::of), database.map(CpuMeter::of));
    }

    private static Duration of(ProcessGroup group) {
        try {
            return group.cpu();
        } catch (IOException e) {
            throw new UncheckedIOException("CPU times are read from /proc, which only Linux has", e);
        }
    }
}
