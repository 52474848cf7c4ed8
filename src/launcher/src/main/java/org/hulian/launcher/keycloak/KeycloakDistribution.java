package org.hulian.launcher.keycloak;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.hulian.launcher.archive.Tar;
import org.hulian.launcher.home.PrivateFiles;
import org.hulian.launcher.process.Command;
import org.hulian.launcher.process.JavaHome;

/**
 * An unpacked Keycloak whose build step has run.
 *
 * @param directory holds bin, conf, data, lib
 */
public record KeycloakDistribution(Path directory) {
    /** Fixed at build time, as Keycloak wants it; everything else is given at start. */
    private static final List<String> BUILD_OPTIONS = List.of("--db=dev-file", "--health-enabled=true");

    /** Unpacks and builds below the given directory, unless that has been done: half a minute once. */
    public static KeycloakDistribution readyBelow(Path parent, KeycloakArchive archive) {
        Path target = parent.resolve("keycloak-" + archive.version());
        KeycloakDistribution distribution = new KeycloakDistribution(target);
        if (!Files.exists(distribution.marker())) {
            unpack(PrivateFiles.directory(parent), target, archive.file());
            distribution.build();
        }
        return distribution;
    }

    private static void unpack(Path parent, Path target, Path archive) {
        try (InputStream packed =
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
            Path draft = Files.createTempDirectory(parent, ".unpacking");
            Tar.extract(packed, draft);
            if (!Files.isDirectory(target)) {
                Files.move(draft.resolve(target.getFileName()), target, StandardCopyOption.ATOMIC_MOVE);
            }
            Tar.remove(draft);
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak cannot be unpacked into " + target, e);
        }
    }

    private void build() {
        Command command =
                Command.of(List.of(directory.resolve("bin/kc.sh").toString(), "build"), BUILD_OPTIONS.toArray());
        new Command(
                        command.line(),
                        Map.of(
                                "JAVA_HOME",
                                JavaHome.current().toString(),
                                "JAVA_OPTS_APPEND",
                                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UseG1GC"),
                        command.limit())
                .orFail("Building Keycloak");
        try {
            Files.writeString(marker(), String.join(" ", BUILD_OPTIONS) + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(marker().toString(), e);
        }
    }

    private Path marker() {
        return directory.resolve("built-for-hulian");
    }

    Path importDirectory() {
        return directory.resolve("data").resolve("import");
    }
}
