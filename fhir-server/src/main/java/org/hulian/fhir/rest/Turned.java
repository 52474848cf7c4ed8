package org.hulian.fhir.rest;

import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.search.PageStart;
import org.jspecify.annotations.Nullable;

/**
 * The page of a search one has turned to.
 *
 * @param start  where it begins, or null for a search just begun
 * @param before where the pages before it begin, as far as they are known
 */
record Turned(@Nullable PageStart start, List<String> before) {
    /** A search just begun. */
    static final Turned NOT = new Turned(null, List.of());

    /** Characters of all positions together: links must stay within what a URL may have. */
    private static final int ROOM = 1_500;

    Turned {
        before = List.copyOf(before);
    }

    /** The page after this, in the same state of the data. */
    Turned next(PageStart next) {
        List<String> all = new ArrayList<>(before);
        all.add((start == null ? PageStart.first(next.snapshot()) : start).text());
        while (all.stream().mapToInt(String::length).sum() > ROOM) {
            all.removeFirst();
        }
        return new Turned(next, all);
    }

    /** The page before this, or null where it is the first or too far on. */
    @Nullable
    Turned previous() {
        return before.isEmpty()
                ? null
                : new Turned(PageStart.parse(before.getLast()), before.subList(0, before.size() - 1));
    }
}
