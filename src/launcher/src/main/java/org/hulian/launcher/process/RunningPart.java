package org.hulian.launcher.process;

import java.time.Instant;

/**
 * A long-running process as its pid file states it.
 *
 * @param started tells the process from a later one that was given the same number
 * @param port    where it answers
 */
public record RunningPart(long pid, Instant started, int port) {
    ProcessHandle handle() {
        return ProcessHandle.of(pid)
                .filter(this::isTheSame)
                .orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"));
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).filter(this::isTheSame).isPresent();
    }

    private boolean isTheSame(ProcessHandle process) {
        return process.isAlive()
                && process.info().startInstant().map(started::equals).orElse(false);
    }
}
