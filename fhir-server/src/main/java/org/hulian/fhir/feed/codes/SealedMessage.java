package org.hulian.fhir.feed.codes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as the queue keeps it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedMessage(
        UUID id, Instant received, @Nullable String charset, byte[] sealed) {}
