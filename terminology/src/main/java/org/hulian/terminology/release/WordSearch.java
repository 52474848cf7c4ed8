package org.hulian.terminology.release;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hulian.terminology.lookup.Words;
import org.jspecify.annotations.Nullable;

/**
 * Looks for words in the bytes of records, without making a concept of them: says what {@link Words} says of the concept.
 * Each search has its own, for one thread.
 */
final class WordSearch implements PackFormat.TextTaker {
    private final String[] words;
    private final @Nullable PlainWord[] plain;
    private final boolean[] found;
    private byte[] text = new byte[256];
    private int missing;

    /** A search for words in lower case. */
    WordSearch(String[] words) {
        this.words = words.clone();
        this.plain = new PlainWord[words.length];
        Arrays.setAll(plain, i -> PlainWord.of(words[i]));
        this.found = new boolean[words.length];
    }

    /** Whether all words stand in the record that begins here. */
    boolean matches(Cursor record) {
        Arrays.fill(found, false);
        missing = words.length;
        PackFormat.wordings(record, this);
        return missing == 0;
    }

    /** Looks for what is missing; whether anything still is. */
    @Override
    public boolean take(ByteBuffer bytes, int at, int length) {
        if (length + Long.BYTES > text.length) {
            text = new byte[Math.max(length + Long.BYTES, 2 * text.length)];
        }
        bytes.get(at, text, 0, length);
        for (int i = 0; i < words.length; i++) {
            if (!found[i] && holds(length, words[i], plain[i])) {
                found[i] = true;
                missing--;
            }
        }
        return missing > 0;
    }

    private boolean holds(int length, String word, @Nullable PlainWord bytes) {
        if (bytes != null) {
            boolean here = bytes.isIn(text, length);
            if (here || !bytes.mayBeIn(text, length)) {
                return here;
            }
        }
        return Words.contains(new String(text, 0, length, StandardCharsets.UTF_8), word);
    }
}
