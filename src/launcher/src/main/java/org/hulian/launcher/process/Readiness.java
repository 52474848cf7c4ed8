package org.hulian.launcher.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.hulian.launcher.LaunchFailure;

/** Waits until a part says that it is ready; gives up at once when its process ends. */
public final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Readiness() {}

    public static void await(String part, RunningPart process, Daemon daemon, URI health, Duration limit) {
        Instant giveUp = Instant.now().plus(limit);
        while (!isReady(health)) {
            if (!process.isAlive()) {
                throw new LaunchFailure(part + " ended before it was ready. Its last words:\n" + daemon.lastLines(15)
                        + "\nThe whole log: " + daemon.log());
            }
            if (Instant.now().isAfter(giveUp)) {
                throw new LaunchFailure(part + " was not ready after " + limit.toSeconds() + " s (" + health
                        + "). Its log: " + daemon.log());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    public static boolean isReady(URI health) {
        try {
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(10_000);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
