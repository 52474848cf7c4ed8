package org.hulian.fhir.graphql;

import java.util.List;
import java.util.Map;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;

/** What must be read before an answer can go on. */
sealed interface Want {
    /** A resource asked for by its id. */
    record Named(ResourceKey key) implements Want {}

    /** A resource something refers to. */
    record Referred(ResourceKey key) implements Want {}

    /**
     * Matches of a search.
     *
     * @param arguments as they stand in the query
     * @param total     whether the number of matches is asked for
     */
    record Matches(ResourceType type, Map<String, List<String>> arguments, boolean total) implements Want {}
}
