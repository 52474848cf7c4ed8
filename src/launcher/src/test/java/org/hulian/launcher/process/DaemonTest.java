package org.hulian.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hulian.launcher.LaunchFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {
    private static final List<String> SLEEPER = List.of("/bin/sh", "-c", "echo awake; sleep 600 & wait");

    @TempDir
    Path home;

    @AfterEach
    void stop() {
        daemon().stop(Duration.ofSeconds(5));
    }

    @Test
    void isFoundAgainByItsPidFile() {
        RunningPart started = daemon().start(SLEEPER, Map.of(), home, 4711);

        assertThat(daemon().running()).contains(started);
        assertThat(started.port()).isEqualTo(4711);
    }

    @Test
    void endsWithItsDescendants() {
        RunningPart started = daemon().start(SLEEPER, Map.of(), home, 1);
        ProcessHandle child = awaitChild(started);

        daemon().stop(Duration.ofSeconds(5));

        assertThat(started.isAlive()).isFalse();
        assertThat(ProcessState.isRunning(child)).isFalse();
        assertThat(daemon().running()).isEmpty();
    }

    @Test
    void isEndedByForceWhenItDoesNotListen() {
        RunningPart stubborn =
                daemon().start(List.of("/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done"), Map.of(), home, 1);

        daemon().stop(Duration.ofMillis(300));
        stubborn.awaitEnd();

        assertThat(stubborn.isAlive()).isFalse();
    }

    @Test
    void isNotTakenForAnotherProcessThatGotItsNumber() throws Exception {
        RunningPart started = daemon().start(SLEEPER, Map.of(), home, 1);
        Path pidFile = home.resolve("run").resolve("sleeper.pid");
        String original = Files.readString(pidFile);
        Files.writeString(pidFile, original.replace(started.started().toString(), Instant.EPOCH.toString()));

        assertThat(daemon().running()).isEmpty();

        Files.writeString(pidFile, original);
    }

    @Test
    void showsItsLastWordsWhenItEndsBeforeItIsReady() {
        Daemon daemon = daemon();
        RunningPart part = daemon.start(List.of("/bin/sh", "-c", "echo no such database"), Map.of(), home, 1);

        assertThatThrownBy(() -> Readiness.await(
                        "The hub",
                        part,
                        daemon,
                        URI.create("http://127.0.0.1:" + Ports.anyFree() + "/"),
                        Duration.ofSeconds(20)))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("no such database")
                .hasMessageContaining("sleeper.log");
    }

    private Daemon daemon() {
        return new Daemon("sleeper", home.resolve("run"), home.resolve("logs"));
    }

    private static ProcessHandle awaitChild(RunningPart part) {
        ProcessHandle process = part.handle().orElseThrow();
        Instant giveUp = Instant.now().plusSeconds(10);
        while (process.children().findAny().isEmpty() && Instant.now().isBefore(giveUp)) {
            Thread.onSpinWait();
        }
        return process.children().findAny().orElseThrow();
    }
}
