package org.hulian.bench.scenario;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;
import org.hulian.demo.Delivery;
import org.hulian.demo.DemoRegion;

/** POST of transactions, each a new resident with all records; their numbers lie beyond those of the demo region. */
final class BundleScenario implements Scenario {
    private static final int FIRST = 1_000_000;
    private static final int SPREAD = 3_000_000;

    @Override
    public String name() {
        return "bundle";
    }

    @Override
    public String asDemo() {
        return "riverside";
    }

    @Override
    public String unit() {
        return "resources";
    }

    /** The directory goes first for servers that insist on references; a hub with the demo region has it already. */
    @Override
    public Calls prepare(Discovery discovery, Random random) {
        DemoRegion region = DemoRegion.generate(DemoRegion.RESIDENTS, DemoRegion.SEED);
        for (Iterator<Delivery> directory = region.directory().iterator(); directory.hasNext(); ) {
            discovery.post(directory.next().bytes());
        }
        // Not the seeded draw: a second run would only send what the server has.
        AtomicInteger number = new AtomicInteger(FIRST + new Random().nextInt(SPREAD));
        return () -> {
            Delivery.Transaction resident = region.asFhir(number.getAndIncrement());
            return new Call("POST", "", Buffer.buffer(resident.bytes()), resident.resources());
        };
    }
}
