package org.hulian.bench.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;
import org.hulian.demo.Delivery;
import org.hulian.demo.DemoRegion;
import org.hulian.demo.fhir.TransactionBundle;

/** POST of transactions of new residents with all records; their numbers lie beyond those of the demo region. */
final class BundleScenario implements Scenario {
    private static final int FIRST = 1_000_000;
    private static final int SPREAD = 3_000_000;

    private final String name;
    private final int entries;

    private BundleScenario(String name, int entries) {
        this.name = name;
        this.entries = entries;
    }

    /** Each transaction is one resident. */
    static Scenario ofResidents() {
        return new BundleScenario("bundle", 0);
    }

    /** Each transaction has exactly so many entries. */
    static Scenario of(int entries) {
        return new BundleScenario("transaction-" + entries, entries);
    }

    @Override
    public String name() {
        return name;
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
        Deque<ObjectNode> left = new ArrayDeque<>();
        return () -> {
            if (entries == 0) {
                return call(region.together(number.getAndIncrement()));
            }
            while (left.size() < entries) {
                left.addAll(region.together(number.getAndIncrement()).resources());
            }
            TransactionBundle bundle = new TransactionBundle();
            for (int i = 0; i < entries; i++) {
                bundle.put(left.remove());
            }
            return call(bundle);
        };
    }

    private static Call call(TransactionBundle bundle) {
        return new Call("POST", "", Buffer.buffer(bundle.json()), bundle.size());
    }
}
