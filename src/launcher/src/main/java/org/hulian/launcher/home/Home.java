package org.hulian.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hulian.launcher.LaunchFailure;
import org.jspecify.annotations.Nullable;

/**
 * The directory everything of one installation is in.
 *
 * @param root 0700; holds postgres, keycloak, keys.json, secrets.json, terminology, logs, run, aot
 */
public record Home(Path root) {
    public static Home at(Path root) {
        return new Home(root.toAbsolutePath().normalize());
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path keycloak() {
        return root.resolve("keycloak");
    }

    public Path keys() {
        return root.resolve("keys.json");
    }

    /** Imported code systems. */
    public Path terminology() {
        return root.resolve("terminology");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path startCache() {
        return root.resolve("aot");
    }

    /** Exists once the demo region has been loaded to its end. */
    public Path demoLoaded() {
        return root.resolve("demo-loaded");
    }

    public Secrets secrets() {
        return new Secrets(root.resolve("secrets.json"));
    }

    public boolean exists() {
        return Files.isDirectory(root);
    }

    /** Runs the action while no other launcher starts or stops parts of this home. */
    public void exclusively(Runnable action) {
        PrivateFiles.directory(root);
        Path file = PrivateFiles.directory(run()).resolve("launcher.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            try (@Nullable FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw busy();
                }
                action.run();
            }
        } catch (OverlappingFileLockException e) {
            throw busy();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private LaunchFailure busy() {
        return new LaunchFailure("Another ./hub is starting or stopping this home: " + root + ". Wait for it to end.");
    }
}
