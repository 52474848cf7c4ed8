package org.hulian.launcher.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Which messages of a long sending were accepted already: one line with the hash of each, written after its answer. */
public final class SentFiles {
    private final Path file;
    private final Set<String> hashes = new HashSet<>();

    private SentFiles(Path file) {
        this.file = file;
    }

    public static SentFiles in(Path file) {
        SentFiles sent = new SentFiles(file);
        try {
            if (Files.exists(file)) {
                sent.hashes.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
            }
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    public boolean has(byte[] message) {
        return hashes.contains(hash(message));
    }

    public void add(byte[] message) {
        String hash = hash(message);
        if (hashes.add(hash)) {
            try {
                Files.writeString(
                        file,
                        hash + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(file.toString(), e);
            }
        }
    }

    private static String hash(byte[] message) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(message));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
