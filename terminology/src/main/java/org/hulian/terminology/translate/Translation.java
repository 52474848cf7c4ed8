package org.hulian.terminology.translate;

import org.hulian.terminology.code.Coding;

/** What a concept map says of one source code. */
public sealed interface Translation {

    /**
     * A target was found.
     *
     * @param relationship FHIR R4 equivalence: {@code equal}, {@code equivalent}, {@code wider}, ...
     * @param row          the row that decided: {@code <map id>#<number of the element from 1>},
     *                     {@code <map id>#provided} or {@code <map id>#fixed} for the map's rule on unlisted codes
     */
    record Mapped(Coding target, String relationship, String row) implements Translation {}

    /**
     * There is no target.
     *
     * @param reason why there is no target: the map's own words for a listed code, otherwise a sentence
     */
    record Unmapped(String reason) implements Translation {}
}
