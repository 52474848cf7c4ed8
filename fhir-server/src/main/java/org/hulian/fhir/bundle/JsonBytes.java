package org.hulian.fhir.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** JSON put together from ready bytes and plain text. */
final class JsonBytes extends ByteArrayOutputStream {
    JsonBytes(int size) {
        super(size);
    }

    /** Text of our own making that needs no escape. */
    JsonBytes raw(String text) {
        for (int i = 0; i < text.length(); i++) {
            write(text.charAt(i));
        }
        return this;
    }

    /** A ready JSON value. */
    JsonBytes json(byte[] value) {
        write(value, 0, value.length);
        return this;
    }

    /** A string with what JSON needs escaped. */
    JsonBytes quoted(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ') {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return json(escaped.append('"').toString().getBytes(StandardCharsets.UTF_8));
    }
}
