package org.hulian.terminology.release;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which concepts have the keys of a word, read from a pack. Keys such as those of common endings stand in half of all
 * concepts: the rarest key is read first, then the bitmaps, and other lists only as long as reading them is less work than
 * looking for the words in the concepts that are left.
 */
final class WordIndex {
    /** So many entries of a list are read in the time in which words are looked for in one concept. */
    private static final int ENTRIES_A_CONCEPT = 50;

    private final ByteBuffer bytes;
    private final int size;
    private final int keys;
    private final int count;

    /**
     * The last section of a pack.
     *
     * @param start where the count of keys stands
     * @param size  how many concepts there are
     */
    WordIndex(ByteBuffer bytes, int start, int size) {
        this.bytes = bytes;
        this.size = size;
        this.count = bytes.getInt(start);
        this.keys = start + 4;
    }

    /**
     * What the keys of words lead to.
     *
     * @param numbers of concepts, ascending
     * @param certain whether all of them hold the words; else some may not
     */
    record Candidates(IntStream numbers, boolean certain) {}

    /** The concepts that may hold all of these words; null where the words have no keys. */
    @Nullable
    Candidates holding(String[] words) {
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
                return new Candidates(IntStream.empty(), true);
            }
            lists.add(list);
        }
        lists.sort(Comparator.comparingInt(Postings::count));
        boolean whole = Arrays.stream(words).allMatch(Grams::isOneKey);
        return lists.getFirst().isDense() ? ofBitmaps(lists, whole) : ofLists(lists, whole);
    }

    private static Candidates ofBitmaps(List<Postings> lists, boolean whole) {
        long[] held = new long[lists.getFirst().longs()];
        Arrays.fill(held, -1L);
        lists.forEach(list -> list.retain(held));
        return new Candidates(BitSet.valueOf(held).stream(), whole);
    }

    private static Candidates ofLists(List<Postings> lists, boolean whole) {
        int[] held = lists.getFirst().all();
        List<Postings> others = new ArrayList<>(lists.subList(1, lists.size()));
        others.sort(Comparator.comparing((Postings list) -> !list.isDense()).thenComparingInt(Postings::count));
        for (Postings list : others) {
            if (!list.isDense() && (long) held.length * ENTRIES_A_CONCEPT <= list.count()) {
                return new Candidates(Arrays.stream(held), false);
            }
            held = list.among(held);
        }
        return new Candidates(Arrays.stream(held), whole);
    }

    private @Nullable Postings postings(long key) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = bytes.getLong(keys + 8 * middle);
            if (found == key) {
                int table = keys + 8 * count;
                return Postings.at(bytes, table + 4 * (count + 1) + bytes.getInt(table + 4 * middle), size);
            }
            low = found < key ? middle + 1 : low;
            high = found > key ? middle - 1 : high;
        }
        return null;
    }
}
