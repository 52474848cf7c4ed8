package org.hulian.fhir.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an export is to hold.
 *
 * @param url     the request, repeated in the manifest
 * @param types   names of resource types; empty for all that belong to the scope
 * @param filters searches by resource type, each with decoded parameters; a type without any is exported whole
 * @param since   only what was changed, or deleted, from then on; null for all there is
 */
public record ExportOrder(
        String url,
        ExportScope scope,
        Set<String> types,
        Map<String, List<Map<String, List<String>>>> filters,
        @Nullable Instant since) {
    public ExportOrder {
        types = Set.copyOf(types);
        filters = Map.copyOf(filters);
    }
}
