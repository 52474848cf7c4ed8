package org.hulian.fhir.bulk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An export as it stands.
 *
 * @param started the manifest's transactionTime
 */
public record ExportJob(
        UUID id, ExportOrder order, Instant started, Instant expires, State state, List<ExportFile> files) {
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
