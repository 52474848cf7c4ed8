package org.hulian.fhir.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file of an export: a search that runs when the file is read.
 *
 * @param type    resource type
 * @param deleted whether it tells what was deleted
 * @param query   decoded search parameters beside the time
 * @param from    included, null for the beginning
 * @param until   not included
 * @param count   rows when the export was planned
 */
public record ExportFile(
        String type,
        boolean deleted,
        Map<String, List<String>> query,
        @Nullable Instant from,
        Instant until,
        long count) {
    public ExportFile {
        query = Map.copyOf(query);
    }

    /** The same, ending earlier, with so many rows. */
    ExportFile until(Instant end, long rows) {
        return new ExportFile(type, deleted, query, from, end, rows);
    }

    /** The same, beginning later. */
    ExportFile startingAt(Instant later) {
        return new ExportFile(type, deleted, query, later, until, count);
    }
}
