package org.hulian.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hulian.bench.measure.CpuMeter;
import org.hulian.bench.measure.Figures;

/** Sends calls over keep-alive connections from one event loop. */
public final class LoadGenerator implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(90);

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final Pace pace;

    public LoadGenerator(Pace pace) {
        this.pace = pace;
    }

    /** Drives one slice of load and waits for what is under way at its end. */
    public Figures drive(Target target, Calls calls) throws InterruptedException {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(pace.connections())
                .setMaxWaitQueueSize(pace.connections() * 100)
                .setKeepAliveTimeout(120)
                .setIdleTimeout(120)
                .setTcpNoDelay(true));
        CpuMeter.Reading before = target.cpu().read();
        Duration clientBefore = ownCpu();
        Slice slice = new Slice(vertx, client, options(target), calls, pace);
        try {
            slice.start()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(pace.slice().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(target.name() + " did not answer to the end of the slice", e);
        } finally {
            client.close();
        }
        return slice.figures(target.cpu().read().minus(before), ownCpu().minus(clientBefore));
    }

    private static RequestOptions options(Target target) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(target.base().toString())
                .setTimeout(60_000)
                .putHeader("Accept", "application/fhir+json");
        target.token().get().ifPresent(token -> options.putHeader("Authorization", "Bearer " + token));
        return options.setMethod(HttpMethod.GET);
    }

    private static Duration ownCpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime());
    }

    @Override
    public void close() {
        vertx.close();
    }
}
