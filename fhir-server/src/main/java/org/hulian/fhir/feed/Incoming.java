package org.hulian.fhir.feed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hulian.mappers.Coverage;
import org.hulian.mappers.Problem;
import org.hulian.mappers.Status;
import org.hulian.mappers.TraceEntry;
import org.jspecify.annotations.Nullable;

/**
 * A message about to be kept.
 *
 * @param sender    institution number, or null when the sender is unknown
 * @param controlId MSH-10, empty when it could not be read
 * @param type      {@code ORU^R01}, empty when it could not be read
 * @param sent      MSH-7, or null when it is not readable
 * @param patient   key of the patient it is about, or null
 * @param charset   what the transport said about bytes that say nothing themselves, or null
 */
record Incoming(
        UUID id,
        @Nullable Integer sender,
        String controlId,
        String type,
        Instant received,
        @Nullable Instant sent,
        byte[] bytes,
        Status status,
        @Nullable UUID patient,
        @Nullable String charset,
        List<Problem> problems,
        Coverage coverage,
        List<TraceEntry> trace) {}
