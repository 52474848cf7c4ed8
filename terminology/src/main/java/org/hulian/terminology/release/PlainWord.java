package org.hulian.terminology.release;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A word in lower case of which only ASCII letters have another case: looked for in bytes of UTF-8 from its end on, so
 * that most of them need not be read (Horspool's method).
 */
final class PlainWord {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long SIGNS = 0x8080_8080_8080_8080L;

    private final byte[] bytes;
    private final int[] skips = new int[256];
    private final boolean cased;

    private PlainWord(String word) {
        this.bytes = word.getBytes(StandardCharsets.UTF_8);
        this.cased = word.chars().anyMatch(c -> c == 'i' || c == 'k' || c == 's');
        Arrays.fill(skips, bytes.length);
        for (int i = 0; i < bytes.length - 1; i++) {
            int skip = bytes.length - 1 - i;
            skips[bytes[i] & 0xff] = skip;
            if (bytes[i] >= 'a' && bytes[i] <= 'z') {
                skips[bytes[i] - 'a' + 'A'] = skip;
            }
        }
    }

    /** The word, or null where it has other letters. */
    static @Nullable PlainWord of(String word) {
        return word.chars().allMatch(c -> c < 0x80 || Grams.isIdeograph((char) c)) ? new PlainWord(word) : null;
    }

    /** Whether it stands in the first bytes of a text. */
    boolean isIn(byte[] text, int length) {
        int last = bytes.length - 1;
        for (int end = last; end < length; end += skips[text[end] & 0xff]) {
            int i = last;
            while (i >= 0 && lower(text[end - last + i]) == bytes[i]) {
                i--;
            }
            if (i < 0) {
                return true;
            }
        }
        return false;
    }

    private static byte lower(byte one) {
        return one >= 'A' && one <= 'Z' ? (byte) (one - 'A' + 'a') : one;
    }

    /**
     * Whether a text in which its bytes do not stand may hold it yet: one with U+0130, U+0131, U+017F or U+212A, which
     * count as the letters i, s and k.
     *
     * @param text with at least eight bytes after its length, of whatever value
     */
    boolean mayBeIn(byte[] text, int length) {
        return cased && !isAscii(text, length) && hasOtherCases(text, length);
    }

    private static boolean isAscii(byte[] text, int length) {
        long all = 0;
        for (int i = 0; i < length; i += Long.BYTES) {
            all |= (long) LONGS.get(text, i);
        }
        return (all & SIGNS) == 0;
    }

    private static boolean hasOtherCases(byte[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (text[i] == (byte) 0xc4 || text[i] == (byte) 0xc5 || text[i] == (byte) 0xe2) {
                return true;
            }
        }
        return false;
    }
}
