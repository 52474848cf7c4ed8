package org.hulian.bench.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Resources spread over all that a server shows: from each of some dates, drawn by the seed, the next ones on. Dates of
 * birth for patients, the two years of the demo region for what happened to them.
 */
final class Sample {
    private static final int DATES = 40;
    private static final int EACH = 50;
    private static final int YEARS = 80;
    private static final LocalDate LAST = LocalDate.parse("2026-11-19");
    private static final Map<String, String> BY = Map.of(
            "Patient", "birthdate",
            "Observation", "date",
            "DiagnosticReport", "date",
            "Encounter", "date",
            "ServiceRequest", "authored");

    private Sample() {}

    /**
     * Resources of a type, each once.
     *
     * @throws BenchFailure when the server has none
     */
    static List<JsonNode> of(String type, Discovery discovery, Random random) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        String parameter = BY.getOrDefault(type, "date");
        int days = type.equals("Patient") ? YEARS * 365 : 2 * 365;
        for (int i = 0; i < DATES; i++) {
            LocalDate from = LAST.minusDays(1 + random.nextInt(days));
            String query = "%s?%s=ge%s&_sort=%s&_count=%d".formatted(type, parameter, from, parameter, EACH);
            discovery.search(query, 1).stream()
                    .filter(each -> !each.path("resourceType").asText(type).equals("OperationOutcome"))
                    .forEach(each -> found.put(each.path("id").asText(), each));
        }
        if (found.isEmpty()) {
            throw new BenchFailure("The server shows no " + type + " to this caller; load the demo region first.");
        }
        return new ArrayList<>(found.values());
    }
}
