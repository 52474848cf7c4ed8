package org.hulian.fhir.store;

import java.time.Instant;
import java.util.UUID;
import org.hulian.fhir.resource.Version;
import org.jspecify.annotations.Nullable;

/** What a read by key met. Hidden and Absent are answered alike and audited apart. */
public sealed interface Found {
    /** There, and for this caller. */
    record Visible(StoredResource resource) implements Found {}

    /** There, but not for this caller. */
    record Hidden(@Nullable UUID patient) implements Found {}

    /** Deleted, and this caller could have read it. */
    record Deleted(Version version, Instant at, @Nullable UUID patient) implements Found {}

    /** Never there. */
    record Absent() implements Found {}
}
