package org.hulian.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.hulian.bench.measure.CpuMeter;
import org.hulian.bench.measure.Failures;
import org.hulian.bench.measure.Figures;
import org.jspecify.annotations.Nullable;

/** One stretch of load. All of its state belongs to the event loop until {@link #start()} completes. */
final class Slice {
    private static final long TICK_MS = 1;
    private static final int TOLD = 400;

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions template;
    private final Calls calls;
    private final Pace pace;
    private final Histogram latency = Figures.histogram();
    private final Promise<Void> done = Promise.promise();
    private long started;
    private long ended;
    private long sent;
    private int underWay;
    private long succeeded;
    private Failures failures = Failures.NONE;
    private long units;
    private long bytes;

    Slice(Vertx vertx, HttpClient client, RequestOptions template, Calls calls, Pace pace) {
        this.vertx = vertx;
        this.client = client;
        this.template = template;
        this.calls = calls;
        this.pace = pace;
    }

    Future<Void> start() {
        vertx.runOnContext(none -> {
            started = System.nanoTime();
            ended = started;
            if (pace.rate() == 0) {
                for (int i = 0; i < pace.connections(); i++) {
                    send(System.nanoTime());
                }
            } else {
                vertx.setPeriodic(TICK_MS, this::sendDue);
            }
        });
        return done.future();
    }

    Figures figures(CpuMeter.Reading cpu, Duration clientCpu) {
        Duration elapsed = Duration.ofNanos(ended - started);
        return new Figures(succeeded, failures, units, bytes, elapsed, latency, cpu, clientCpu);
    }

    /** The open model: what is due is sent whether or not earlier requests have returned, up to the pool's queue. */
    private void sendDue(long timer) {
        long now = System.nanoTime();
        while (due() <= now && due() - started < pace.slice().toNanos() && underWay < pace.connections() * 100) {
            send(due());
        }
        if (over(now)) {
            vertx.cancelTimer(timer);
            finishIfIdle();
        }
    }

    /** When the next request is due; the first one at once. */
    private long due() {
        return started + sent * 1_000_000_000L / pace.rate();
    }

    private void send(long due) {
        Call call = calls.next();
        sent++;
        underWay++;
        RequestOptions options = new RequestOptions(template)
                .setMethod(HttpMethod.valueOf(call.method()))
                .setURI(call.beside() ? call.path() : template.getURI() + call.path());
        Buffer body = call.body();
        if (body != null && !call.headers().containsKey("Content-Type")) {
            options.putHeader("Content-Type", "application/fhir+json").putHeader("Prefer", "return=minimal");
        }
        call.headers().forEach(options::putHeader);
        client.request(options)
                .compose(request -> exchange(request, body))
                .otherwise(Slice::unanswered)
                .onSuccess(failed -> returned(call, due, failed));
    }

    private Future<Failures> exchange(HttpClientRequest request, @Nullable Buffer body) {
        return (body == null ? request.send() : request.send(body)).compose(response -> {
            boolean success = response.statusCode() / 100 == 2;
            Buffer told = Buffer.buffer();
            response.handler(chunk -> {
                bytes += chunk.length();
                if (!success && told.length() < TOLD) {
                    told.appendBuffer(chunk.slice(0, Math.min(chunk.length(), TOLD - told.length())));
                }
            });
            return response.end()
                    .map(end -> success
                            ? Failures.NONE
                            : new Failures(
                                    Map.of(Integer.toString(response.statusCode()), 1L),
                                    request.path() + ": " + told.toString(UTF_8)));
        });
    }

    private static Failures unanswered(Throwable failure) {
        return new Failures(Map.of(failure.getClass().getSimpleName(), 1L), Objects.toString(failure.getMessage()));
    }

    private void returned(Call call, long due, Failures failed) {
        long now = System.nanoTime();
        underWay--;
        ended = now;
        if (failed.count() == 0) {
            succeeded++;
            units += call.units();
            latency.recordValue(Math.min(Figures.LONGEST, (now - due) / 1_000));
        } else {
            failures = failures.plus(failed);
        }
        if (over(now)) {
            finishIfIdle();
        } else if (pace.rate() == 0) {
            send(now);
        }
    }

    private boolean over(long now) {
        return now - started >= pace.slice().toNanos();
    }

    private void finishIfIdle() {
        if (underWay == 0) {
            done.tryComplete();
        }
    }
}
