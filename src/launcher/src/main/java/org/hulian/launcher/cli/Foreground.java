package org.hulian.launcher.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.install.Installation;
import org.hulian.launcher.install.Progress;
import org.hulian.launcher.process.RunningPart;

/** A start without {@code --detach}: lives as long as the hub, and stops everything in order when interrupted. */
final class Foreground {
    private final Installation installation;
    private final Progress progress;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch never = new CountDownLatch(1);

    Foreground(Installation installation, Progress progress) {
        this.installation = installation;
        this.progress = progress;
    }

    void stopOnInterrupt() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnce, "stop in order"));
    }

    /** Waits for the hub's end; when nobody asked for it, the rest is stopped and the exit code is 1. */
    int await(RunningPart hub, PrintWriter err) {
        hub.awaitEnd();
        if (stopping.get()) {
            awaitEndOfJvm();
        }
        if (stopOnce()) {
            err.println("hub: The hub has ended by itself; see ./hub logs hub");
            return 1;
        }
        return 0;
    }

    /** False when another ./hub stops this installation right now. */
    private boolean stopOnce() {
        if (!stopping.compareAndSet(false, true)) {
            return true;
        }
        try {
            installation.home().exclusively(() -> installation.stop(progress));
            return true;
        } catch (LaunchFailure anotherStopsIt) {
            return false;
        }
    }

    private void awaitEndOfJvm() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
