package org.hulian.terminology.release;

import java.util.Locale;
import java.util.Set;

/**
 * The keys under which texts are found: every three neighbouring characters, and every Chinese, Japanese or Korean
 * character by itself. A text that holds a word has all the word's keys.
 */
final class Grams {
    private static final int LENGTH = 3;

    private Grams() {}

    static void add(String text, Set<Long> keys) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (isIdeograph(c)) {
                keys.add((long) c);
            } else if (i + LENGTH <= lower.length()) {
                char second = lower.charAt(i + 1);
                char third = lower.charAt(i + 2);
                if (c > ' ' && second > ' ' && third > ' ' && !isIdeograph(second) && !isIdeograph(third)) {
                    keys.add(((long) c << 32) | ((long) second << 16) | third);
                }
            }
        }
    }

    /** Whether a word has one key that says all of it, so that whatever has the key holds the word. */
    static boolean isOneKey(String word) {
        return (word.length() == 1 && isIdeograph(word.charAt(0)))
                || (word.length() == LENGTH && word.chars().allMatch(c -> c > ' ' && c < 0x80));
    }

    /** A Chinese, Japanese or Korean character; none of them has another case. */
    static boolean isIdeograph(char c) {
        return (c >= 0x2e80 && c < 0xa000) || (c >= 0xac00 && c < 0xd7b0) || (c >= 0xf900 && c < 0xfb00);
    }
}
