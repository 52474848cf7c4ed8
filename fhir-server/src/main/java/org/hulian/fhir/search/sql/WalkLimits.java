package org.hulian.fhir.search.sql;

/**
 * How far a page is looked for in one way before another is taken.
 *
 * @param rows   newest rows that are walked along at first; about the square root of page times rows for a code with a
 *     hundred thousand rows
 * @param rounds of longer walks, before one is taken to its end
 */
public record WalkLimits(int rows, int rounds) {
    /** 2,000 rows, three rounds. */
    public static final WalkLimits DEFAULT = new WalkLimits(2_000, 3);

    private static final int LONGEST = 1_000_000;

    /** Of the next round: three times as many rows as would fill a page, were they as dense as those of this one. */
    WalkLimits next(int found, int page) {
        return new WalkLimits((int) Math.min(LONGEST, 3L * expected(found, page)), rounds - 1);
    }

    /**
     * Amounts that are few: one costs four times what a row passed on a walk does (8 us and 2 us at 5 million, in memory),
     * and lies anywhere on the disk, while all of them are looked at and a walk may end early.
     */
    int few(int found, int page) {
        return expected(found, page) / 8;
    }

    /** Rows to walk along for a page, from what was found on this walk. */
    private int expected(int found, int page) {
        return (int) Math.min(LONGEST, (long) rows * page / (found + 1));
    }
}
