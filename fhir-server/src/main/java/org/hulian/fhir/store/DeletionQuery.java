package org.hulian.fhir.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Deletions of a type in a stretch of time, oldest first.
 *
 * @param patients keys of the patients it must have been about; empty for any
 * @param from  included
 * @param until not included
 * @param after the last one already known, or null
 */
public record DeletionQuery(
        ResourceType type,
        List<UUID> patients,
        Instant from,
        Instant until,
        @Nullable Deletion after,
        int count) {
    public DeletionQuery {
        patients = List.copyOf(patients);
    }
}
