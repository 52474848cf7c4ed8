package org.hulian.bench.scenario;

import java.util.List;
import java.util.Random;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;

/** GET Patient/[id] over up to a thousand patients. */
final class ReadScenario implements Scenario {
    @Override
    public String name() {
        return "read";
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
        List<Call> calls = discovery.search("Patient?_count=100", 10).stream()
                .map(patient -> Call.get("/Patient/" + patient.path("id").asText()))
                .toList();
        if (calls.isEmpty()) {
            throw new BenchFailure("The server shows no Patient to this caller; load the demo region first.");
        }
        return () -> calls.get(random.nextInt(calls.size()));
    }
}
