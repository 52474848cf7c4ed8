package org.hulian.security.audit.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.hulian.security.audit.HashChain;

/** What somebody who can change the files of an export would do to them. */
final class Forgery {

    private Forgery() {}

    /** A line whose own hash is right and which follows the given one. */
    static byte[] forged(byte[] before, int log, long seq, String entry) {
        String line = new String(before, StandardCharsets.UTF_8);
        int at = line.indexOf("\"hash\":\"") + 8;
        HexFormat hex = HexFormat.of();
        String prev = line.substring(at, at + 64);
        HashChain.Link link =
                HashChain.resume(log, seq - 1, hex.parseHex(prev)).append(entry.getBytes(StandardCharsets.UTF_8));
        return ("{\"log\":" + log + ",\"seq\":" + seq + ",\"prev\":\"" + prev + "\",\"hash\":\""
                        + hex.formatHex(link.hash()) + "\",\"entry\":" + entry + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] replaced(byte[] line, String text, String by) {
        return new String(line, StandardCharsets.UTF_8).replace(text, by).getBytes(StandardCharsets.UTF_8);
    }

    static List<byte[]> without(List<byte[]> lines, int index) {
        List<byte[]> left = new ArrayList<>(lines);
        left.remove(index);
        return left;
    }

    static List<byte[]> with(List<byte[]> lines, int index, byte[] line) {
        List<byte[]> more = new ArrayList<>(lines);
        more.add(index, line);
        return more;
    }

    static List<byte[]> lines(byte[] file) {
        List<byte[]> lines = new ArrayList<>();
        for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return lines;
    }

    static byte[] joined(List<byte[]> lines) {
        StringBuilder file = new StringBuilder();
        lines.forEach(
                line -> file.append(new String(line, StandardCharsets.UTF_8)).append('\n'));
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
