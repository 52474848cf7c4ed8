package org.hulian.terminology.release;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Bytes} wrote, from a place on; each reader has its own. */
final class Cursor {
    private final ByteBuffer bytes;
    private int at;

    Cursor(ByteBuffer bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int number() {
        int value = 0;
        int shift = 0;
        while (true) {
            byte next = bytes.get(at++);
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    @Nullable
    String text() {
        int length = number();
        if (length == 0) {
            return null;
        }
        byte[] utf8 = new byte[length - 1];
        bytes.get(at, utf8);
        at += utf8.length;
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Goes past a text; gives its length in bytes, -1 where none is. */
    int skip() {
        int length = number() - 1;
        at += Math.max(0, length);
        return length;
    }

    /** The buffer it reads. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** Where it stands. */
    int place() {
        return at;
    }

    /** A text that is there. */
    String present() {
        String text = text();
        return text == null ? "" : text;
    }

    int[] ascending() {
        int[] numbers = new int[number()];
        int before = 0;
        for (int i = 0; i < numbers.length; i++) {
            before += number();
            numbers[i] = before;
        }
        return numbers;
    }

    /** Whether an ascending list holds a number; reads no further than it must. */
    boolean holds(int wanted) {
        int count = number();
        int value = 0;
        for (int i = 0; i < count; i++) {
            value += number();
            if (value >= wanted) {
                return value == wanted;
            }
        }
        return false;
    }
}
