package org.hulian.launcher.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A long-running process as its pid file states it.
 *
 * @param started tells the process from a later one that was given the same number
 * @param port    where it answers
 */
public record RunningPart(long pid, Instant started, int port) {
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(this::isTheSame);
    }

    public boolean isAlive() {
        return handle().isPresent();
    }

    /** Returns when the process has ended. */
    public void awaitEnd() {
        while (isAlive()) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private boolean isTheSame(ProcessHandle process) {
        return ProcessState.isRunning(process)
                && process.info().startInstant().map(started::equals).orElse(false);
    }
}
