package org.hulian.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;

/** The newest twenty observations of a patient with a code, over patients and codes that exist together. */
final class SearchScenario implements Scenario {
    @Override
    public String name() {
        return "search";
    }

    @Override
    public String asDemo() {
        return "physician-riverside";
    }

    @Override
    public String unit() {
        return "requests";
    }

    @Override
    public Calls prepare(Discovery discovery, Random random) {
        List<Call> calls = discovery.search("Observation?_count=100", 20).stream()
                .flatMap(SearchScenario::query)
                .distinct()
                .toList();
        if (calls.isEmpty()) {
            throw new BenchFailure("The server shows no Observation with a LOINC code to this caller.");
        }
        return () -> calls.get(random.nextInt(calls.size()));
    }

    private static Stream<Call> query(JsonNode observation) {
        String patient = observation.at("/subject/reference").asText();
        return StreamSupport.stream(observation.at("/code/coding").spliterator(), false)
                .filter(coding -> coding.path("system").asText().equals("http://loinc.org"))
                .filter(coding -> patient.startsWith("Patient/"))
                .limit(1)
                .map(coding -> Call.get("/Observation?patient=" + patient.substring("Patient/".length()) + "&code="
                        + URLEncoder.encode(
                                "http://loinc.org|" + coding.path("code").asText(), UTF_8)
                        + "&_sort=-date&_count=20"));
    }
}
