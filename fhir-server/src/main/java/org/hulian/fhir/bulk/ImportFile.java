package org.hulian.fhir.bulk;

import org.jspecify.annotations.Nullable;

/**
 * A file of an import and how far it is.
 *
 * @param name     as its sender calls it
 * @param type     resource type of all its lines, or null
 * @param total    lines
 * @param position lines done
 */
public record ImportFile(
        int seq, String name, @Nullable String type, int total, int position, int written, int unchanged, int refused) {
    boolean isDone() {
        return position >= total;
    }
}
