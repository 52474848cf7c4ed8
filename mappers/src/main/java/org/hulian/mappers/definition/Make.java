package org.hulian.mappers.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource a message makes for each occurrence of a segment.
 *
 * @param resource FHIR resource type
 * @param at       segment name
 * @param in       only in groups of this name
 * @param as       alias for references
 * @param from     segment maps whose rows write it, in order
 * @param key      alternatives of its natural key, the first that is complete is used
 * @param once     whether further occurrences in the same group make nothing
 */
public record Make(
        String resource,
        String at,
        @Nullable String in,
        String as,
        List<String> from,
        List<List<KeyPart>> key,
        Condition when,
        boolean once,
        Location place) {}
