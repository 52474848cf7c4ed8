package org.hulian.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a shared server: every JVM holds a shared lock on one file, the last to leave gets it exclusively and stops
 * the server. A JVM that is killed loses its lock by itself.
 */
final class SharedUse {
    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private SharedUse(FileChannel channel, @Nullable FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    static SharedUse of(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                return new SharedUse(channel, channel.lock(0, 1, true));
            } catch (OverlappingFileLockException e) {
                // Another class loader of this JVM uses the server; it will stop it.
                return new SharedUse(channel, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Runs the action when nobody else uses the server any more. */
    void leave(Runnable stop) {
        if (lock == null) {
            return;
        }
        try (channel) {
            lock.release();
            FileLock alone = channel.tryLock(0, 1, false);
            if (alone != null) {
                stop.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the action while no other process does the same: two JVMs must not start one server twice. */
    static <T> T oneAtATime(Path file, Supplier<T> action) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                assert held.isValid();
                return action.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
