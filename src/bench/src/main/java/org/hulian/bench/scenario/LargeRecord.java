package org.hulian.bench.scenario;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A resident of the demo region with 50,000 further observations from all six institutions: the twenty tests that are
 * ordered and forty others, spread over ten years. Their ids follow from their numbers, so that loading goes on where it
 * was broken off and a second run loads nothing.
 */
final class LargeRecord {
    /** The demo resident who shares laboratory results with riverside. */
    static final String PATIENT = "0193d3c0-0000-7000-8000-000000000002";

    static final List<String> ORDERED = List.of(
            "6690-2", "789-8", "718-7", "4544-3", "787-2", "777-3", "14682-9", "22664-7", "14933-6", "1742-6", "1920-8",
            "2324-2", "14631-6", "2885-2", "1751-7", "14647-2", "14927-8", "14646-4", "22748-8", "14749-6");

    private static final int OBSERVATIONS = 50_000;
    private static final int OTHERS = 40;
    private static final int BUNDLE = 250;
    private static final List<String> INSTITUTIONS =
            List.of("city-first", "city-second", "county-lab", "riverside", "hillside", "city-imaging");
    private static final OffsetDateTime LAST = OffsetDateTime.parse("2026-11-19T20:00:00+08:00");

    private LargeRecord() {}

    static void load(Discovery discovery) {
        int there = discovery.count("Observation?patient=" + PATIENT);
        if (there >= OBSERVATIONS) {
            return;
        }
        for (int from = 0; from < OBSERVATIONS; from += BUNDLE) {
            String sender = INSTITUTIONS.get(from / BUNDLE % INSTITUTIONS.size());
            if (!discovery.as(sender).post(bundle(from))) {
                throw new BenchFailure("The server did not take observations of " + sender
                        + ". Load the demo region first: ./hub demo load");
            }
        }
    }

    private static byte[] bundle(int from) {
        return IntStream.range(from, from + BUNDLE)
                .mapToObj(LargeRecord::entry)
                .collect(Collectors.joining(
                        ",", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String entry(int number) {
        UUID id = UUID.nameUUIDFromBytes(("large record " + number).getBytes(StandardCharsets.UTF_8));
        // Every institution has every test, the newest ones from different institutions.
        int test = (number * 7 + number / BUNDLE) % (ORDERED.size() + OTHERS);
        boolean ordered = test < ORDERED.size();
        String system = ordered ? "http://loinc.org" : "http://hulian.org/fhir/codes/bench";
        String code = ordered ? ORDERED.get(test) : "T" + test;
        return """
                {"resource":{"resourceType":"Observation","id":"%1$s","status":"final",\
                "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",\
                "code":"laboratory"}]}],"code":{"coding":[{"system":"%7$s","code":"%2$s"}]},\
                "subject":{"reference":"Patient/%3$s"},"effectiveDateTime":"%4$s",\
                "valueQuantity":{"value":%5$d.%6$d,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"},\
                "referenceRange":[{"low":{"value":3.9,"code":"mmol/L"},"high":{"value":6.1,"code":"mmol/L"}}]},\
                "request":{"method":"PUT","url":"Observation/%1$s"}}\
                """.formatted(id, code, PATIENT, LAST.minusMinutes(105L * number), 3 + number % 5, number % 10, system);
    }
}
