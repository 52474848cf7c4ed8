package org.hulian.bench.scenario;

import java.util.Random;
import org.hulian.bench.load.Calls;

/** A kind of work; what it asks for is found on the server when it is prepared. */
public interface Scenario {
    String name();

    /** Who does such work on the demo region: a login or an institution. */
    default String asDemo() {
        return "physician-riverside";
    }

    /** What {@link org.hulian.bench.measure.Figures#units()} counts. */
    default String unit() {
        return "requests";
    }

    /**
     * Finds what to ask for.
     *
     * @throws BenchFailure when the server has nothing of the kind
     */
    Calls prepare(Discovery discovery, Random random);
}
