package org.hulian.bench.message;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;
import org.hulian.demo.Delivery;
import org.hulian.demo.DemoRegion;

/** HL7 v2 messages of residents beyond those of the demo region, one after another without end. */
public final class DemoMessages {
    private final DemoRegion region = DemoRegion.generate(DemoRegion.RESIDENTS, DemoRegion.SEED);
    private final Queue<Delivery.Message> ready = new ArrayDeque<>();
    private final Predicate<String> wanted;
    private int number;

    /**
     * Begins with a resident.
     *
     * @param wanted by control id, which begins with A04, A08 or R01
     */
    public DemoMessages(int firstResident, Predicate<String> wanted) {
        this.number = firstResident;
        this.wanted = wanted;
    }

    public synchronized Delivery.Message next() {
        while (ready.isEmpty()) {
            for (Delivery delivery : region.deliveries(number++)) {
                if (delivery instanceof Delivery.Message message && wanted.test(message.name())) {
                    ready.add(message);
                }
            }
        }
        return ready.remove();
    }
}
