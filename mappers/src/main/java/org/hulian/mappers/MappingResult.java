package org.hulian.mappers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What mapping one message came to.
 *
 * @param type      `ORU^R01`, empty when it could not be read
 * @param controlId MSH-10
 * @param bundle    UTF-8 JSON of a transaction Bundle with PUT entries, or null after an error
 */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through untouched; nobody compares by them
public record MappingResult(
        Status status,
        String type,
        @Nullable String controlId,
        byte @Nullable [] bundle,
        List<TraceEntry> trace,
        Coverage coverage,
        List<Problem> problems) {}
