package org.hulian.fhir.bundle;

import java.time.Instant;
import org.hulian.fhir.resource.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one entry.
 *
 * @param status   HTTP status
 * @param version  0 where there is none
 * @param resource what is returned, or null
 * @param outcome  an OperationOutcome, or null
 */
public record EntryAnswer(
        int status,
        @Nullable ResourceKey key,
        int version,
        @Nullable Instant updated,
        byte @Nullable [] resource,
        byte @Nullable [] outcome) {}
