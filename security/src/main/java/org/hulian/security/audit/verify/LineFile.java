package org.hulian.security.audit.verify;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A file of lines ended by LF, hashed while it is read. */
final class LineFile implements Closeable {

    /** Bytes; the hub's entries are below 100 kB. */
    private static final int MAX_LINE = 1 << 24;

    private final DigestInputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;

    LineFile(Path path) throws IOException {
        in = new DigestInputStream(Files.newInputStream(path), Sha256.digest());
    }

    /** The next line without its LF; null at the end. A last line without LF is a line. */
    byte @Nullable [] next() throws IOException {
        if (at == filled && !fill()) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        do {
            int start = at;
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, start, at - start);
            if (line.size() > MAX_LINE) {
                throw new IOException("line too long");
            }
            if (at < filled) {
                at++;
                break;
            }
        } while (fill());
        return line.toByteArray();
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer, 0, buffer.length));
        return filled > 0;
    }

    /** To be called at the end: every byte, also those between the lines, must be what was signed. */
    void requireDigest(String expected, String name) throws TamperedException {
        MessageDigest read = in.getMessageDigest();
        if (!HexFormat.of().formatHex(read.digest()).equals(expected)) {
            throw new TamperedException(
                    Verdict.Kind.EDITED, 0, 0, name + " is not the file the manifest was signed for.");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
