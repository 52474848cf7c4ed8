package org.hulian.terminology.release;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which concepts have the keys of a word, read from a pack. Keys such as those of common endings stand in half of all
 * concepts: the rarest key is read first, and the others only as long as reading them is less work than looking at the
 * concepts that are left.
 */
final class WordIndex {
    /** So many entries of a list are read in the time in which one concept is looked at, less what a list lets through. */
    private static final int ENTRIES_A_CONCEPT = 200;

    private final ByteBuffer bytes;
    private final int keys;
    private final int count;

    /**
     * The last section of a pack.
     *
     * @param start where the count of keys stands
     */
    WordIndex(ByteBuffer bytes, int start) {
        this.bytes = bytes;
        this.count = bytes.getInt(start);
        this.keys = start + 4;
    }

    /** The concepts that have one key, in ascending order. */
    private record Postings(ByteBuffer bytes, int at, int count) {
        int[] all() {
            return new Cursor(bytes, at).ascending();
        }

        /** Those of an ascending list that are among them. */
        int[] among(int[] some) {
            Cursor cursor = new Cursor(bytes, at);
            cursor.number();
            int[] both = new int[some.length];
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
            return Arrays.copyOf(both, found);
        }
    }

    /** Numbers of the concepts that may hold all of these words, ascending; null where the words have no keys. */
    @Nullable
    IntStream holding(String[] words) {
        Set<Long> wanted = new TreeSet<>();
        for (String word : words) {
            Grams.add(word, wanted);
        }
        if (wanted.isEmpty()) {
            return null;
        }
        List<Postings> lists = new ArrayList<>();
        for (Long key : wanted) {
            Postings list = postings(key);
            if (list == null) {
                return IntStream.empty();
            }
            lists.add(list);
        }
        lists.sort(Comparator.comparingInt(Postings::count));
        int[] held = lists.getFirst().all();
        for (Postings list : lists.subList(1, lists.size())) {
            if ((long) held.length * ENTRIES_A_CONCEPT <= list.count()) {
                break;
            }
            held = list.among(held);
        }
        return Arrays.stream(held);
    }

    private @Nullable Postings postings(long key) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = bytes.getLong(keys + 8 * middle);
            if (found == key) {
                int table = keys + 8 * count;
                int at = table + 4 * (count + 1) + bytes.getInt(table + 4 * middle);
                return new Postings(bytes, at, new Cursor(bytes, at).number());
            }
            low = found < key ? middle + 1 : low;
            high = found > key ? middle - 1 : high;
        }
        return null;
    }
}
