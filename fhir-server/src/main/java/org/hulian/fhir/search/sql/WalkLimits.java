package org.hulian.fhir.search.sql;

/**
 * How far a page is looked for in one way before another is taken.
 *
 * @param rows    newest rows that are walked along at first; about the square root of page times rows for a code with a
 *     hundred thousand rows
 * @param amounts that are few: about what a walk would pass before it met twenty of more
 * @param rounds  of ten times as many each, before a walk is taken to its end
 */
public record WalkLimits(int rows, int amounts, int rounds) {
    /** 2,000 rows and 5,000 amounts, then 20,000 and 50,000, then 200,000 and 500,000. */
    public static final WalkLimits DEFAULT = new WalkLimits(2_000, 5_000, 3);

    /** Of the next round. */
    WalkLimits more() {
        return new WalkLimits(rows * 10, amounts * 10, rounds - 1);
    }
}
