package org.hulian.bench.message;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.hulian.bench.measure.CpuMeter;
import org.hulian.bench.measure.Failures;
import org.hulian.bench.measure.Figures;
import org.hulian.demo.Delivery;
import org.hulian.mappers.MappingResult;

/** Maps messages one after another on one thread of this process; its CPU time stands as the server's. */
public final class MapBench {
    private static final int DISTINCT = 2_000;

    private final Mapping mapping;
    private final List<Delivery.Message> messages = new ArrayList<>();

    public MapBench(Path region) {
        this.mapping = new Mapping(region);
        DemoMessages supply = new DemoMessages(1, controlId -> true);
        for (int i = 0; i < DISTINCT; i++) {
            messages.add(supply.next());
        }
    }

    public Figures run(Duration warmup, Duration measured) {
        drive(warmup);
        return drive(measured);
    }

    private Figures drive(Duration duration) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Histogram latency = Figures.histogram();
        long errors = 0;
        long mapped = 0;
        long bytes = 0;
        long cpu = threads.getCurrentThreadCpuTime();
        long started = System.nanoTime();
        long now = started;
        for (int i = 0; now - started < duration.toNanos(); i++) {
            MappingResult result = mapping.map(messages.get(i % messages.size()));
            long after = System.nanoTime();
            byte[] bundle = result.bundle();
            if (bundle == null) {
                errors++;
            } else {
                mapped++;
                bytes += bundle.length;
                latency.recordValue((after - now) / 1_000);
            }
            now = after;
        }
        Duration used = Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu);
        CpuMeter.Reading reading = new CpuMeter.Reading(Optional.of(used), Optional.empty());
        return new Figures(
                mapped,
                Failures.of("not mapped", errors),
                mapped,
                bytes,
                Duration.ofNanos(now - started),
                latency,
                reading,
                Duration.ZERO);
    }
}
