package org.hulian.launcher.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.hulian.launcher.LaunchFailure;
import org.hulian.launcher.archive.Tar;
import org.hulian.launcher.home.PrivateFiles;
import org.hulian.launcher.home.Versions;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL (initdb, pg_ctl, postgres) in a directory.
 *
 * @param directory holds bin, lib and share
 */
public record PostgresBinaries(Path directory) {
    /** Where the programs of this build's version are, or will be, below the given directory. */
    public static PostgresBinaries below(Path parent) {
        return new PostgresBinaries(
                parent.resolve("bin-" + Versions.ofThisBuild().postgres()));
    }

    /** Unpacks the archive of this machine's architecture, unless that has been done. */
    public PostgresBinaries unpacked() {
        if (!Files.isDirectory(directory)) {
            unpack(PrivateFiles.directory(directory.resolveSibling("")), directory);
        }
        return this;
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    private static void unpack(Path parent, Path target) {
        String resource = resourceFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new LaunchFailure("The PostgreSQL archive " + resource
                        + " is missing from the class path. Build again: ./mvnw -DskipTests install -pl src/launcher");
            }
            Path draft = Files.createTempDirectory(parent, ".unpacking");
            Tar.extract(new XZInputStream(packed), draft);
            publish(draft, target);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be unpacked into " + target, e);
        }
    }

    /** Two launchers may unpack at once: the first rename wins, the second finds the same files there. */
    private static void publish(Path draft, Path target) throws IOException {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx------"));
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    static String resourceFor(String system, String architecture) {
        String machine = architecture.toLowerCase(Locale.ROOT);
        if (system.equals("Linux") && (machine.equals("amd64") || machine.equals("x86_64"))) {
            return "/postgres-linux-x86_64.txz";
        }
        if (system.equals("Linux") && machine.equals("aarch64")) {
            return "/postgres-linux-arm_64.txz";
        }
        throw new LaunchFailure("There is no embedded PostgreSQL for " + system + " on " + architecture
                + ". Use your own PostgreSQL 18: set HULIAN_POSTGRES_URL (see ./hub start --help).");
    }
}
