package org.hulian.bench.scenario;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;

/** PUT with If-Match of observations made for it, in turns, so that no two requests meet at one. */
final class UpdateScenario implements Scenario {
    private static final int OBSERVATIONS = 1_000;
    private static final int BUNDLE = 100;

    @Override
    public String name() {
        return "update";
    }

    @Override
    public String asDemo() {
        return "riverside";
    }

    @Override
    public String unit() {
        return "resources";
    }

    @Override
    public Calls prepare(Discovery discovery, Random random) {
        List<String> patients = discovery.patients();
        List<String> ids = new ArrayList<>();
        while (ids.size() < OBSERVATIONS) {
            StringBuilder bundle =
                    new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[");
            for (int i = 0; i < BUNDLE; i++) {
                String id = UUID.randomUUID().toString();
                bundle.append(i == 0 ? "" : ",")
                        .append("{\"resource\":" + body(id, patients.get(ids.size() % patients.size()), 0)
                                + ",\"request\":{\"method\":\"PUT\",\"url\":\"Observation/" + id + "\"}}");
                ids.add(id);
            }
            if (!discovery.post(bundle.append("]}").toString().getBytes(StandardCharsets.UTF_8))) {
                throw new BenchFailure("The server did not take the observations to update.");
            }
        }
        int[] versions = new int[OBSERVATIONS];
        int[] turn = {0};
        return () -> {
            int next = turn[0]++ % OBSERVATIONS;
            int version = ++versions[next];
            String body = body(ids.get(next), patients.get(next % patients.size()), version);
            return new Call("PUT", "/Observation/" + ids.get(next), Buffer.buffer(body), 1)
                    .with("If-Match", "W/\"" + version + "\"");
        };
    }

    private static String body(String id, String patient, int value) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final",\
                "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",\
                "code":"laboratory"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"14749-6"}]},\
                "subject":{"reference":"Patient/%s"},"effectiveDateTime":"2026-11-18T08:00:00+08:00",\
                "valueQuantity":{"value":%d.5,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}}\
                """.formatted(id, patient, 3 + value);
    }
}
