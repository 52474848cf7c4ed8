package org.hulian.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories (0700) and files (0600) only their owner may read. */
public final class PrivateFiles {
    private PrivateFiles() {}

    public static Path directory(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException("directory cannot be created: " + path, e);
        }
    }

    /** Replaces the file as a whole: a reader or a crash sees the old text or the new one. */
    public static void write(Path path, String text) {
        try {
            Path parent = directory(path.toAbsolutePath().resolveSibling(""));
            Path draft = Files.createTempFile(
                    parent,
                    "." + path.getFileName(),
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("file cannot be written: " + path, e);
        }
    }
}
