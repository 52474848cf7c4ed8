package org.hulian.fhir.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.search.SearchParser;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.Deletion;
import org.hulian.fhir.store.DeletionQuery;
import org.jspecify.annotations.Nullable;

/** Files as searches. */
final class ExportSearches {
    /** Rows read at a time; each such page is one audit entry. */
    private static final int PAGE = 500;

    private final SearchParser parser;

    ExportSearches(SearchParser parser) {
        this.parser = parser;
    }

    /** How many rows a file would have. */
    SearchRequest counting(ExportFile file) {
        return request(file, Map.of("_summary", List.of("count")));
    }

    /** All rows of a file. */
    SearchRequest all(ExportFile file) {
        return request(file, Map.of());
    }

    /** The rows of a file in order of their change. */
    SearchRequest reading(ExportFile file) {
        return request(file, Map.of("_sort", List.of("_lastUpdated"), "_count", List.of(Integer.toString(PAGE))));
    }

    /**
     * Deletions of a file: of the patients its search names, where it names any.
     *
     * @param after the last one known, or null
     */
    static DeletionQuery deletions(ExportFile file, @Nullable Deletion after, int count) {
        List<String> named = new ArrayList<>(file.query().getOrDefault("patient", List.of()));
        named.addAll(file.query().getOrDefault("_id", List.of()));
        List<UUID> patients = named.stream()
                .flatMap(ids -> Stream.of(ids.split(",", -1)))
                .map(id -> ResourceKeys.of("Patient", id))
                .toList();
        Instant from = file.from() == null ? Instant.EPOCH : file.from();
        return new DeletionQuery(type(file), patients, from, file.until(), after, count);
    }

    static ResourceType type(ExportFile file) {
        return ResourceTypes.r4().get(file.type());
    }

    private SearchRequest request(ExportFile file, Map<String, List<String>> result) {
        Map<String, List<String>> all = new HashMap<>(file.query());
        List<String> times = new ArrayList<>(all.getOrDefault("_lastUpdated", List.of()));
        Instant from = file.from();
        if (from != null) {
            times.add("ge" + from);
        }
        times.add("lt" + file.until());
        all.put("_lastUpdated", times);
        all.putAll(result);
        return parser.parse(type(file), all, false);
    }
}
