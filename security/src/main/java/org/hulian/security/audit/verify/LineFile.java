package org.hulian.security.audit.verify;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
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

    private final DigestInputStream digesting;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(2048);

    LineFile(Path path) throws IOException {
        digesting = new DigestInputStream(Files.newInputStream(path), Sha256.digest());
        in = new BufferedInputStream(digesting, 1 << 16);
    }

    /** The next line without its LF; null at the end. A last line without LF is a line. */
    byte @Nullable [] next() throws IOException {
        line.reset();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            if (line.size() == MAX_LINE) {
                throw new IOException("line too long");
            }
            line.write(b);
            b = in.read();
        }
        return line.toByteArray();
    }

    /** To be called at the end: every byte, also those between the lines, must be what was signed. */
    void requireDigest(String expected, String name) throws TamperedException {
        MessageDigest read = digesting.getMessageDigest();
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
