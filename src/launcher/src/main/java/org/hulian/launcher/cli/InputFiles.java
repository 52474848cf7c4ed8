package org.hulian.launcher.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hulian.launcher.LaunchFailure;

/** The files a command was given: folders are read recursively, in the order of their names. */
final class InputFiles {
    private InputFiles() {}

    static List<Path> of(List<Path> stated) {
        return stated.stream().flatMap(InputFiles::below).toList();
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LaunchFailure("File cannot be read: " + file, e);
        }
    }

    private static Stream<Path> below(Path path) {
        if (!Files.exists(path)) {
            throw new LaunchFailure("There is no file or folder " + path);
        }
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }
}
