package org.hulian.bench.scenario;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;

/** POST Observation: a blood glucose of an existing patient. */
final class CreateScenario implements Scenario {
    @Override
    public String name() {
        return "create";
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
        return () -> new Call("POST", "/Observation", body(patients, random), 1);
    }

    private static Buffer body(List<String> patients, Random random) {
        return Buffer.buffer("""
                {"resourceType":"Observation","status":"final",\
                "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",\
                "code":"laboratory"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"14749-6"}],"text":"葡萄糖"},\
                "subject":{"reference":"Patient/%s"},"effectiveDateTime":"2026-11-%02dT%02d:%02d:00+08:00",\
                "valueQuantity":{"value":%d.%d,"unit":"mmol/L","system":"http://unitsofmeasure.org",\
                "code":"mmol/L"}}\
                """.formatted(
                        patients.get(random.nextInt(patients.size())),
                        1 + random.nextInt(20),
                        random.nextInt(24),
                        random.nextInt(60),
                        3 + random.nextInt(9),
                        random.nextInt(10)));
    }
}
