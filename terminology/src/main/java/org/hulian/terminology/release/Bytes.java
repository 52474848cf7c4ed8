package org.hulian.terminology.release;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes in the making: whole numbers of variable length (LEB128), texts with their length before them. */
final class Bytes {
    private byte[] bytes = new byte[64];
    private int size;

    Bytes number(int value) {
        int left = value;
        while ((left & ~0x7f) != 0) {
            put((byte) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        put((byte) left);
        return this;
    }

    /** A text or its absence. */
    Bytes text(@Nullable String text) {
        if (text == null) {
            return number(0);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length + 1);
        return all(utf8);
    }

    Bytes all(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    /** Ascending numbers, as their differences. */
    Bytes ascending(int[] numbers) {
        number(numbers.length);
        int before = 0;
        for (int number : numbers) {
            number(number - before);
            before = number;
        }
        return this;
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    void clear() {
        size = 0;
    }

    private void put(byte value) {
        reserve(1);
        bytes[size++] = value;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
