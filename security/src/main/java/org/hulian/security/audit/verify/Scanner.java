package org.hulian.security.audit.verify;

import java.nio.charset.StandardCharsets;

/** Reads the fixed form of the export byte by byte; one other byte than expected ends it. */
final class Scanner {

    /** Hex digits of a SHA-256 value. */
    private static final int HASH = 64;

    private final byte[] bytes;
    private int at;

    Scanner(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The text is not in the form of the export. */
    static final class Unexpected extends Exception {

        private static final long serialVersionUID = 1L;

        Unexpected(int at) {
            super("unexpected byte at " + at);
        }
    }

    Scanner literal(String text) throws Unexpected {
        for (int i = 0; i < text.length(); i++) {
            if (at >= bytes.length || bytes[at] != (byte) text.charAt(i)) {
                throw new Unexpected(at);
            }
            at++;
        }
        return this;
    }

    boolean looksAt(char c) {
        return at < bytes.length && bytes[at] == (byte) c;
    }

    /** A number without sign or leading zero, below 10^18. */
    long number() throws Unexpected {
        int start = at;
        long value = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - start < 18) {
            value = value * 10 + (bytes[at++] - '0');
        }
        if (at == start || (bytes[start] == '0' && at - start > 1)) {
            throw new Unexpected(at);
        }
        return value;
    }

    int smallNumber() throws Unexpected {
        long value = number();
        if (value > Integer.MAX_VALUE) {
            throw new Unexpected(at);
        }
        return (int) value;
    }

    /** A SHA-256 value in lower-case hex. */
    String hash() throws Unexpected {
        int start = at;
        while (at < bytes.length && at - start < HASH && isHex(bytes[at])) {
            at++;
        }
        if (at - start != HASH) {
            throw new Unexpected(at);
        }
        return new String(bytes, start, HASH, StandardCharsets.US_ASCII);
    }

    /** The characters up to the next quote; the texts of the export's frame need no escapes. */
    String text() throws Unexpected {
        int start = at;
        while (at < bytes.length && bytes[at] != '"') {
            at++;
        }
        if (at == bytes.length) {
            throw new Unexpected(at);
        }
        return new String(bytes, start, at - start, StandardCharsets.UTF_8);
    }

    private static boolean isHex(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f');
    }

    int position() {
        return at;
    }

    void end() throws Unexpected {
        if (at != bytes.length) {
            throw new Unexpected(at);
        }
    }
}
