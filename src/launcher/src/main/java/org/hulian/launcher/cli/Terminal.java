package org.hulian.launcher.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hulian.launcher.install.Progress;

/** Progress as lines of text; several parts may be under way at once. */
final class Terminal implements Progress {
    private final PrintWriter out;
    private final String doing;
    private final String done;
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();

    Terminal(PrintWriter out, String doing, String done) {
        this.out = out;
        this.doing = doing;
        this.done = done;
    }

    @Override
    public void begin(String part) {
        begun.put(part, Instant.now());
        out.println("  " + part + ": " + doing);
    }

    @Override
    public void note(String part, String why) {
        out.println("  " + part + ": " + why);
    }

    @Override
    public void done(String part) {
        Duration took = Duration.between(begun.getOrDefault(part, Instant.now()), Instant.now());
        out.println("  %s: %s (%d.%d s)".formatted(part, done, took.toSeconds(), took.toMillisPart() / 100));
    }
}
