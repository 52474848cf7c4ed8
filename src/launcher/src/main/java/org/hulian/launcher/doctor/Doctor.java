package org.hulian.launcher.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.home.Versions;
import org.hulian.launcher.install.Addresses;
import org.hulian.launcher.install.Installation;
import org.hulian.launcher.install.Status;
import org.hulian.launcher.postgres.PostgresIdentity;
import org.hulian.launcher.process.Ports;

/** Examines the machine for an installation; nothing is changed. */
public final class Doctor {
    private static final long GIGABYTE = 1L << 30;
    private static final int BEST_JDK = 25;
    private static final int FSYNCS = 20;
    /** A disk that answers faster than this has not written anything. */
    private static final Duration FASTEST_FSYNC = Duration.ofNanos(20_000);

    private static final Duration SLOW_FSYNC = Duration.ofMillis(20);

    private final Installation installation;
    private final Addresses addresses;

    public Doctor(Installation installation, Addresses addresses) {
        this.installation = installation;
        this.addresses = addresses;
    }

    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(versions());
        findings.add(jdk());
        findings.add(memory());
        findings.add(disk());
        findings.add(fsync());
        findings.add(identity());
        findings.add(clock());
        findings.addAll(ports());
        return findings;
    }

    private static Finding versions() {
        Versions versions = Versions.ofThisBuild();
        return Finding.ok(
                "versions",
                "hulian " + versions.hulian() + ", keycloak " + versions.keycloak() + ", postgresql "
                        + versions.postgres());
    }

    private static Finding jdk() {
        String found = Runtime.version() + " at " + System.getProperty("java.home");
        return Runtime.version().feature() >= BEST_JDK
                ? Finding.ok("jdk", found)
                : Finding.warn("jdk", found + "; JDK 25 starts the hub with a third less CPU");
    }

    private static Finding memory() {
        try {
            long free = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                            .filter(line -> line.startsWith("MemAvailable:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    * 1024;
            String text = "%.1f GB available, %d processors"
                    .formatted((double) free / GIGABYTE, Runtime.getRuntime().availableProcessors());
            return free >= 2 * GIGABYTE
                    ? Finding.ok("memory", text)
                    : Finding.warn("memory", text + "; PostgreSQL, Keycloak and the hub need 2 GB together");
        } catch (IOException e) {
            return Finding.warn("memory", "unknown: " + e.getMessage());
        }
    }

    private Finding disk() {
        Path existing = nearestExisting();
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            String text = "%.1f GB free at %s".formatted((double) free / GIGABYTE, existing);
            return free >= 5 * GIGABYTE
                    ? Finding.ok("disk", text)
                    : Finding.fail("disk", text + "; 5 GB are needed. Free space or choose another --home");
        } catch (IOException e) {
            return Finding.fail("disk", existing + " cannot be examined: " + e.getMessage());
        }
    }

    private Finding fsync() {
        Path directory = nearestExisting();
        try {
            Path file = Files.createTempFile(directory, ".doctor", ".tmp");
            long[] nanos = new long[FSYNCS];
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                for (int i = 0; i < FSYNCS; i++) {
                    long begun = System.nanoTime();
                    channel.write(ByteBuffer.allocate(4096));
                    channel.force(true);
                    nanos[i] = System.nanoTime() - begun;
                }
            } finally {
                Files.delete(file);
            }
            Arrays.sort(nanos);
            Duration median = Duration.ofNanos(nanos[FSYNCS / 2]);
            String text = "%.2f ms for 4 KB".formatted(median.toNanos() / 1e6);
            if (median.compareTo(FASTEST_FSYNC) < 0) {
                return Finding.warn(
                        "fsync", text + ": this disk answers before it has written; do not keep records on it");
            }
            return median.compareTo(SLOW_FSYNC) < 0
                    ? Finding.ok("fsync", text)
                    : Finding.warn("fsync", text + ": every write waits that long; a faster disk helps");
        } catch (IOException e) {
            return Finding.fail("fsync", directory + " cannot be written: " + e.getMessage());
        }
    }

    private static Finding identity() {
        try {
            List<String> prefix = PostgresIdentity.prefix();
            return Finding.ok(
                    "identity",
                    prefix.isEmpty()
                            ? System.getProperty("user.name")
                            : System.getProperty("user.name") + "; PostgreSQL runs in a user namespace ("
                                    + String.join(" ", prefix) + ")");
        } catch (LaunchFailure e) {
            return Finding.fail("identity", String.valueOf(e.getMessage()));
        }
    }

    /** The kernel's clock may be kept by many services; that it is not before this build is what can be known here. */
    private Finding clock() {
        try {
            Instant built =
                    Files.getLastModifiedTime(installation.region().directory()).toInstant();
            return Instant.now().isBefore(built)
                    ? Finding.fail("clock", Instant.now() + " is before this build; set the clock")
                    : Finding.ok("clock", Instant.now().toString());
        } catch (IOException e) {
            return Finding.warn("clock", "unknown: " + e.getMessage());
        }
    }

    private List<Finding> ports() {
        Status status = installation.status();
        return List.of(
                port("hub", addresses.hub(), status.hub().isPresent()),
                port("mllp", addresses.mllp(), status.hub().isPresent()),
                port("keycloak", addresses.keycloak(), status.keycloak().isPresent()),
                port("postgres", addresses.postgres(), status.postgres().isPresent()));
    }

    private static Finding port(String name, int port, boolean ours) {
        if (ours) {
            return Finding.ok(name, "runs");
        }
        return Ports.isFree(port)
                ? Finding.ok(name, "port " + port + " is free")
                : Finding.fail(name, "port " + port + " is taken by another process; use --port-offset 1000");
    }

    private Path nearestExisting() {
        Path path = installation.home().root();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
