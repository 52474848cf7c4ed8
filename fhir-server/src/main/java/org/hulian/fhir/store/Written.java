package org.hulian.fhir.store;

import java.time.Instant;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.jspecify.annotations.Nullable;

/**
 * What became of one {@link Write}.
 *
 * @param body    the stored resource as it would be read back, null after a deletion
 * @param patient key of the patient it is about, or null
 */
public record Written(
        ResourceKey key,
        Version version,
        Instant updated,
        Change change,
        byte @Nullable [] body,
        @Nullable UUID patient) {
    /** What happened to the row. */
    public enum Change {
        CREATED,
        UPDATED,
        DELETED,
        UNCHANGED
    }
}
