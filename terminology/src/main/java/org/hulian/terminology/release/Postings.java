package org.hulian.terminology.release;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The concepts that have one key, in ascending order: their count, then the differences of their numbers or, where more than
 * one in 32 has it, a bit for each concept of the system: read in a tenth of the time, and mostly shorter.
 */
record Postings(ByteBuffer bytes, int at, int count, int size) {
    private static final int DENSE = 32;

    /** Those that begin here, in a system of so many concepts. */
    static Postings at(ByteBuffer bytes, int at, int size) {
        Cursor cursor = new Cursor(bytes, at);
        int count = cursor.number();
        return new Postings(bytes, cursor.place(), count, size);
    }

    /** As they are written. */
    static byte[] written(int[] numbers, int size) {
        if (!isDense(numbers.length, size)) {
            return new Bytes().ascending(numbers).toArray();
        }
        BitSet bits = new BitSet(size);
        for (int number : numbers) {
            bits.set(number);
        }
        ByteBuffer bitmap = ByteBuffer.allocate(Long.BYTES * longs(size));
        bitmap.asLongBuffer().put(bits.toLongArray());
        return new Bytes().number(numbers.length).all(bitmap.array()).toArray();
    }

    private static boolean isDense(int count, int size) {
        return count > size / DENSE;
    }

    private static int longs(int size) {
        return (size + Long.SIZE - 1) / Long.SIZE;
    }

    boolean isDense() {
        return isDense(count, size);
    }

    /** The length of a bitmap. */
    int longs() {
        return longs(size);
    }

    /** All of a list. */
    int[] all() {
        Cursor cursor = new Cursor(bytes, at);
        int[] numbers = new int[count];
        int number = 0;
        for (int i = 0; i < count; i++) {
            number += cursor.number();
            numbers[i] = number;
        }
        return numbers;
    }

    /** Takes those out of a bitmap that are not in this one. */
    void retain(long[] bits) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] &= bytes.getLong(at + Long.BYTES * i);
        }
    }

    /** Those of an ascending list that are among them. */
    int[] among(int[] some) {
        int[] both = new int[some.length];
        int found = isDense() ? inBitmap(some, both) : inList(some, both);
        return Arrays.copyOf(both, found);
    }

    private int inBitmap(int[] some, int[] both) {
        int found = 0;
        for (int number : some) {
            if (((bytes.getLong(at + Long.BYTES * (number / Long.SIZE)) >>> number) & 1) != 0) {
                both[found++] = number;
            }
        }
        return found;
    }

    private int inList(int[] some, int[] both) {
        Cursor cursor = new Cursor(bytes, at);
        int found = 0;
        int next = 0;
        int number = 0;
        for (int left = count; left > 0 && next < some.length; left--) {
            number += cursor.number();
            while (next < some.length && some[next] < number) {
                next++;
            }
            if (next < some.length && some[next] == number) {
                both[found++] = number;
            }
        }
        return found;
    }
}
