package org.hulian.fhir.bulk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An import as it stands. */
public record ImportJob(UUID id, Instant started, boolean running, List<ImportFile> files) {
    public ImportJob {
        files = List.copyOf(files);
    }
}
