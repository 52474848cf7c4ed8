package org.hulian.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hulian.bench.measure.Figures;

/**
 * The same work on several servers in turns, slice by slice, so that noise of the machine falls on all alike. The
 * first slices warm up and do not count.
 */
public final class Duel {
    private final LoadGenerator generator;
    private final int warmupSlices;
    private final int slices;

    /** A server with its requests. */
    public record Side(Target target, Calls calls) {}

    public Duel(LoadGenerator generator, int warmupSlices, int slices) {
        this.generator = generator;
        this.warmupSlices = warmupSlices;
        this.slices = slices;
    }

    /** Figures of each side, in the order given. */
    public List<Figures> run(List<Side> sides, Consumer<String> progress) throws InterruptedException {
        List<Figures> totals = new ArrayList<>();
        sides.forEach(side -> totals.add(Figures.none()));
        for (int slice = -warmupSlices; slice < slices; slice++) {
            for (int i = 0; i < sides.size(); i++) {
                Side side = sides.get(i);
                Figures figures = generator.drive(side.target(), side.calls());
                if (slice >= 0) {
                    totals.set(i, totals.get(i).plus(figures));
                }
                progress.accept("%s %s: %.0f/s, p99 %.1f ms, %d errors"
                        .formatted(
                                slice < 0 ? "warm-up" : "slice " + (slice + 1) + " of " + slices,
                                side.target().name(),
                                figures.perSecond(),
                                figures.millis(99),
                                figures.errors()));
            }
        }
        return List.copyOf(totals);
    }
}
