package org.hulian.fhir.wiring;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The migrations of this build, as one hash. */
final class MigrationFiles {
    private MigrationFiles() {}

    /** SHA-256 over names and contents of the files in class path folders. */
    static String fingerprint(List<String> folders) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String folder : folders) {
            try {
                ClassPathUtils.consumeAsPaths(folder, path -> add(folder, path, files));
            } catch (IOException e) {
                throw new UncheckedIOException(folder, e);
            }
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(String folder, Path path, Map<String, byte[]> files) {
        try (Stream<Path> entries = Files.list(path)) {
            for (Path entry : entries.toList()) {
                files.put(folder + "/" + entry.getFileName(), Files.readAllBytes(entry));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder, e);
        }
    }
}
