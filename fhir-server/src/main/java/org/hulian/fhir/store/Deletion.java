package org.hulian.fhir.store;

import java.time.Instant;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * A resource that was deleted and not created again.
 *
 * @param row     row key, which orders deletions of the same instant
 * @param patient key of the patient it was about, or null
 */
public record Deletion(
        ResourceKey key, UUID row, Instant at, @Nullable UUID patient) {}
