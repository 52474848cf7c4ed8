package org.hulian.fhir.recognition.resource;

import java.time.Instant;
import java.time.ZoneId;
import org.hulian.fhir.search.TimeSpan;
import org.jspecify.annotations.Nullable;

/** Dates of FHIR as instants: of a span the earliest, so that no result looks fresher than it may be. */
final class Times {
    private Times() {}

    static @Nullable Instant earliest(String text, ZoneId zone) {
        TimeSpan span = TimeSpan.parse(text, zone);
        return span == null ? null : span.low();
    }
}
