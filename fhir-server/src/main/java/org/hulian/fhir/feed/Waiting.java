package org.hulian.fhir.feed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message whose turn it is.
 *
 * @param sent    what MSH-7 says, otherwise when it was received
 * @param written when its records were written before, or null
 */
record Waiting(
        UUID id,
        String type,
        Instant received,
        Instant sent,
        @Nullable Instant written,
        int attempts,
        @Nullable UUID patient,
        @Nullable String charset,
        byte[] bytes) {}
