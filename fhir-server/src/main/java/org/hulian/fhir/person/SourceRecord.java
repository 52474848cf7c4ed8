package org.hulian.fhir.person;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Patient as an institution sent it.
 *
 * @param patient its key
 * @param body    its JSON as it will be stored, or null when it is deleted
 */
public record SourceRecord(UUID patient, byte @Nullable [] body) {
    Evidence evidence() {
        return body == null ? Evidence.none() : Evidence.of(body);
    }
}
