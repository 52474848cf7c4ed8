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
 * What a message's processing came to.
 *
 * @param written when its records were written, or null when there are none
 */
record Finished(
        Status status,
        List<Problem> problems,
        Coverage coverage,
        List<TraceEntry> trace,
        @Nullable UUID patient,
        @Nullable Instant written,
        CodeUse use) {}
