package org.hulian.fhir.search.sql;

/**
 * How far a page is looked for in one way before another is taken.
 *
 * @param rows    newest rows that are walked along at first; about the square root of page times rows for a code with a
 *     hundred thousand rows
 * @param amounts of a code that are few: one costs four times what a row passed on a walk does (8 us and 2 us at 5
 *     million, in memory); so many rows that others share are few, too
 * @param own     newest rows that are walked along before the caller's own amounts are looked at, which cost less than a
 *     long walk but for days with thousands of them
 */
public record WalkLimits(int rows, int amounts, int own) {
    /** 2,000 rows, 8,000 amounts, 500 rows. */
    public static final WalkLimits DEFAULT = new WalkLimits(2_000, 8_000, 500);
}
