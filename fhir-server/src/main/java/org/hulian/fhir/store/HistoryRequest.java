package org.hulian.fhir.store;

import java.time.Instant;
import java.util.List;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * Versions wanted, newest first: <a href="https://hl7.org/fhir/R4/http.html#history">history</a>.
 *
 * @param types whose versions
 * @param key   only of this resource; null for all of the types
 * @param since only versions made at this instant or after, or null
 * @param at    only versions that were current some time in this stretch, or null
 * @param count at most so many
 * @param start only versions after this one in the order, or null from the newest
 */
public record HistoryRequest(
        List<ResourceType> types,
        @Nullable ResourceKey key,
        @Nullable Instant since,
        @Nullable TimeSpan at,
        int count,
        @Nullable HistoryStart start) {
    public HistoryRequest {
        types = List.copyOf(types);
    }

    /** The same about other types. */
    public HistoryRequest of(List<ResourceType> others) {
        return new HistoryRequest(others, key, since, at, count, start);
    }
}
