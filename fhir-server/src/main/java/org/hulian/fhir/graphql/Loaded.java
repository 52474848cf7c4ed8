package org.hulian.fhir.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read. */
sealed interface Loaded {
    /** A resource. */
    record One(Node node) implements Loaded {}

    /**
     * None the caller may read.
     *
     * @param code {@code not-found} or {@code deleted}
     */
    record None(String code) implements Loaded {}

    /**
     * Matches.
     *
     * @param total their number where it was asked for, or null
     * @param next  what asks for the next ones, or null after the last
     */
    record Page(
            List<Node> matches,
            @Nullable Long total,
            @Nullable String next) implements Loaded {}
}
