package org.hulian.fhir.recognition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A laboratory's passed external quality assessment for one item; the mark follows from it.
 *
 * @param laboratory code of the institution
 * @param item       id of the catalogue item
 * @param scope      how far the mark reaches
 * @param from       first instant of validity, the day the assessment was passed
 * @param to         first instant after validity
 * @param lost       when a later assessment was failed, null while none was
 */
public record Certificate(
        String laboratory,
        String item,
        Scope scope,
        Instant from,
        Instant to,
        @Nullable Instant lost) {
    boolean validAt(Instant at) {
        return !at.isBefore(from) && at.isBefore(to) && (lost == null || at.isBefore(lost));
    }
}
