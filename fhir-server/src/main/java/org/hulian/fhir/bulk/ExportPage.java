package org.hulian.fhir.bulk;

import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.store.Deletion;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a file, ready to send.
 *
 * @param ndjson lines, each with its end
 * @param next   where the next piece begins, null after the last one
 */
public record ExportPage(byte[] ndjson, @Nullable Position next) {
    /** A place in a file. */
    public record Position(
            @Nullable PageStart row, @Nullable Deletion deletion) {
        /** The beginning. */
        public static final Position START = new Position(null, null);
    }
}
