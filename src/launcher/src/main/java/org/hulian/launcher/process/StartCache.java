package org.hulian.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hulian.launcher.home.PrivateFiles;

/**
 * Loaded and linked classes kept from one start to the next, JEP 483 and JEP 514: the first run records, its end writes
 * the file, later runs read it. A JDK before 25 cannot, and starts without.
 *
 * @param file per program and JDK; a cache that does not fit the jars is ignored by the JVM
 */
public record StartCache(Path file) {
    private static final int FIRST_JDK = 25;

    /**
     * The cache for a program.
     *
     * @param jar what is started; a newer build gets a new cache
     */
    public static StartCache of(Path directory, String program, Path jar) {
        try {
            String build = Long.toString(jar.toFile().lastModified(), Character.MAX_RADIX);
            String name = program + "-" + Runtime.version().feature() + "-" + build + ".aot";
            StartCache cache = new StartCache(PrivateFiles.directory(directory).resolve(name));
            cache.removeOthers(program + "-");
            return cache;
        } catch (IOException e) {
            throw new UncheckedIOException(directory.toString(), e);
        }
    }

    /** Whether the program started now writes the cache when it ends. */
    public boolean isRecording() {
        return Runtime.version().feature() >= FIRST_JDK && !isComplete();
    }

    /** A recording that was cut short leaves an empty file, which the JVM would refuse at every start. */
    private boolean isComplete() {
        return file.toFile().length() > 0;
    }

    public List<String> options() {
        if (Runtime.version().feature() < FIRST_JDK) {
            return List.of();
        }
        return List.of((isRecording() ? "-XX:AOTCacheOutput=" : "-XX:AOTCache=") + file, "-Xlog:aot=error");
    }

    /** A cache of an earlier build is of no use and takes 100 MB. */
    private void removeOthers(String prefix) throws IOException {
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(file.resolveSibling(""), prefix + "*.aot*")) {
            for (Path each : caches) {
                if (!each.getFileName().toString().startsWith(file.getFileName().toString())) {
                    Files.delete(each);
                }
            }
        }
    }
}
