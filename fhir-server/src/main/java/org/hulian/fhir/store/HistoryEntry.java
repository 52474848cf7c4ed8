package org.hulian.fhir.store;

import java.time.Instant;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.jspecify.annotations.Nullable;

/** One entry of an instance history; {@code body} is null where the version is a deletion. */
public record HistoryEntry(
        ResourceKey key,
        Version version,
        Instant updated,
        byte @Nullable [] body,
        @Nullable UUID patient) {}
