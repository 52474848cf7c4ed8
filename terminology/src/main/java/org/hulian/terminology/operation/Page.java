package org.hulian.terminology.operation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.hulian.terminology.expand.Messages;
import org.hulian.terminology.expand.Selection;
import org.hulian.terminology.lookup.Concept;

/** The part of the codes that was asked for; without a count everything, within the limit. */
final class Page {
    private final String set;
    private final int offset;
    private final int count;
    private final int limit;
    private final List<Expansion.Entry> entries = new ArrayList<>();
    private int total;

    Page(String set, int offset, int count, int limit) {
        this.set = set;
        this.offset = Math.max(0, offset);
        this.count = count;
        this.limit = limit;
    }

    void add(Expansion.Entry entry) {
        if (total >= offset && entries.size() < room()) {
            entries.add(entry);
        }
        total++;
    }

    /** Concepts of a selection, of which only those of the page are looked at. */
    void skim(Selection selection, BitSet numbers) {
        int size = numbers.cardinality();
        int skipped = Math.min(Math.max(0, offset - total), size);
        int wanted = Math.min(room() - entries.size(), size - skipped);
        if (wanted > 0) {
            numbers.stream().skip(skipped).limit(wanted).forEach(number -> entries.add(entry(selection, number)));
        }
        total += size;
    }

    /** The same where they are still to be counted. */
    void add(Selection selection, IntStream numbers) {
        numbers.forEach(number -> {
            if (total >= offset && entries.size() < room()) {
                entries.add(entry(selection, number));
            }
            total++;
        });
    }

    private static Expansion.Entry entry(Selection selection, int number) {
        Concept concept = selection.system().at(number);
        return new Expansion.Entry(selection, concept, selection.reference(concept));
    }

    private int room() {
        return count < 0 ? limit : Math.min(count, limit);
    }

    void check() {
        if (count < 0 && total - offset > limit) {
            throw Messages.tooManyCodes(set, limit);
        }
    }

    boolean isWhole() {
        return (count < 0 && offset == 0) || entries.size() == total;
    }

    int offset() {
        return offset;
    }

    int total() {
        return total;
    }

    List<Expansion.Entry> entries() {
        return entries;
    }
}
