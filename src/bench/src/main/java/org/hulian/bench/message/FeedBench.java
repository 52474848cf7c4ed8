package org.hulian.bench.message;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import org.hulian.bench.measure.CpuMeter;
import org.hulian.bench.measure.CpuMeter.Reading;
import org.hulian.bench.measure.Failures;
import org.hulian.bench.measure.Figures;
import org.hulian.demo.load.MllpConnection;

/** Sends messages over MLLP connections, each waiting for its acknowledgement; latency is message to AA. */
public final class FeedBench {
    private final InetSocketAddress mllp;
    private final CpuMeter meter;
    private final int connections;
    private final DemoMessages supply;

    public FeedBench(InetSocketAddress mllp, CpuMeter meter, int connections, DemoMessages supply) {
        this.mllp = mllp;
        this.meter = meter;
        this.connections = connections;
        this.supply = supply;
    }

    public Figures run(Duration warmup, Duration measured) throws InterruptedException {
        drive(warmup);
        return drive(measured);
    }

    private Figures drive(Duration duration) throws InterruptedException {
        Reading before = meter.read();
        long started = System.nanoTime();
        List<Future<Figures>> shares = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
            Callable<Figures> share = () -> send(started + duration.toNanos());
            for (int i = 0; i < connections; i++) {
                shares.add(senders.submit(share));
            }
        }
        Figures total = Figures.none();
        for (Future<Figures> share : shares) {
            try {
                total = total.plus(share.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("the feed does not answer at " + mllp, e.getCause());
            }
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        return new Figures(
                total.requests(),
                total.failures(),
                total.units(),
                total.bytes(),
                elapsed,
                total.latency(),
                meter.read().minus(before),
                Duration.ZERO);
    }

    private Figures send(long until) throws IOException {
        Histogram latency = Figures.histogram();
        long accepted = 0;
        long errors = 0;
        try (MllpConnection connection = new MllpConnection(mllp)) {
            for (long now = System.nanoTime(); now < until; ) {
                String code = connection.send(supply.next().bytes());
                long after = System.nanoTime();
                if (code.equals("AA")) {
                    accepted++;
                    latency.recordValue((after - now) / 1_000);
                } else {
                    errors++;
                }
                now = after;
            }
        }
        return new Figures(
                accepted,
                Failures.of("not AA", errors),
                accepted,
                0,
                Duration.ZERO,
                latency,
                Reading.ZERO,
                Duration.ZERO);
    }
}
