package org.hulian.fhir.bulk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * An export as it stands.
 *
 * @param started the manifest's transactionTime
 * @param refusal why there are no files, of one that failed
 */
public record ExportJob(
        UUID id,
        ExportOrder order,
        Instant started,
        Instant expires,
        State state,
        List<ExportFile> files,
        Failure.@Nullable Issue refusal) {
    public ExportJob {
        files = List.copyOf(files);
    }

    /** How far it is. */
    public enum State {
        PLANNING,
        READY,
        FAILED
    }
}
