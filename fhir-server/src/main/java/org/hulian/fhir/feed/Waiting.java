package org.hulian.fhir.feed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message whose turn it is. */
record Waiting(
        UUID id,
        String type,
        Instant received,
        int attempts,
        @Nullable UUID patient,
        @Nullable String charset,
        byte[] bytes) {}
