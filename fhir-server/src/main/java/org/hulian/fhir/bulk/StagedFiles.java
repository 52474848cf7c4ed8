package org.hulian.fhir.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.jspecify.annotations.Nullable;

/** Files an operator has put on the hub; a name is a plain file name, never a path and never an address. */
record StagedFiles(@Nullable Path folder) {
    /** The file, which must be a regular one directly in the folder. */
    Path file(String name) {
        if (folder == null || !name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")) {
            throw absent(name);
        }
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw absent(name);
        }
        return file;
    }

    int lines(String name) {
        try (Stream<String> all = Files.lines(file(name), StandardCharsets.UTF_8)) {
            return Math.toIntExact(all.filter(line -> !line.isBlank()).count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines from a place on. */
    LineSource open(String name, int from) {
        try {
            BufferedReader reader = Files.newBufferedReader(file(name), StandardCharsets.UTF_8);
            Iterator<byte[]> lines = reader.lines()
                    .filter(line -> !line.isBlank())
                    .skip(from)
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .iterator();
            return new LineSource(lines, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FailureException absent(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "?");
        return new FailureException(new Failure.Malformed(
                "not-found",
                List.of(new Failure.Issue(
                        "not-found",
                        "Parameters.parameter.part",
                        "No file " + safe + " is staged here. Post the lines, or give the name of a staged file.",
                        "未找到已暂存的文件 " + safe + "。请直接提交内容，或给出已暂存的文件名。"))));
    }
}
