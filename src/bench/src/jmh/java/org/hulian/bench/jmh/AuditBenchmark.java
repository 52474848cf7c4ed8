package org.hulian.bench.jmh;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hulian.security.audit.Agent;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.AuditEntryCodec;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The canonical bytes of one access, as every read writes them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AuditBenchmark {
    private static final UUID KEY = UUID.fromString("0193d3c0-0000-7000-8000-000000000001");

    private final AuditEntry entry = new AuditEntry(
            KEY,
            Instant.parse("2026-11-20T08:00:00.123456Z"),
            Interaction.READ,
            Outcome.ALLOWED,
            new Agent("5f0c6e0e", "Dr Jiang", "hulian-cli", List.of("physician"), "riverside", "127.0.0.1", 1),
            List.of(KEY),
            List.of(Entity.resource("Observation", KEY.toString(), 1)),
            null,
            List.of("Consent/" + KEY + "/_history/1"),
            "req-1",
            null);
    private final byte[] canonical = AuditEntryCodec.encode(entry);

    @Benchmark
    public byte[] encode() {
        return AuditEntryCodec.encode(entry);
    }

    @Benchmark
    public AuditEntry decode() {
        return AuditEntryCodec.decode(canonical);
    }
}
