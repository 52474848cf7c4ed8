package org.hulian.mappers;

import java.util.List;

/**
 * What became of the populated parts of a message. A part is a whole field, a repetition, or a component: the largest piece of which
 * all has the same fate. Populated is the sum of mapped and unmapped.
 */
public record Coverage(int populated, int mapped, List<Unmapped> unmapped) {

    public static final Coverage NONE = new Coverage(0, 0, List.of());

    /** A part no row used; it stays in the source message. */
    public record Unmapped(String source, String reason) {}
}
