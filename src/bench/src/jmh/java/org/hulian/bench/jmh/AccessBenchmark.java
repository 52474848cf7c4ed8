package org.hulian.bench.jmh;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hulian.security.consent.AccessPolicy;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Caller;
import org.hulian.security.consent.Decision;
import org.hulian.security.scope.Permission;
import org.hulian.security.scope.SmartScope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a physician may see of observations, as every read and search asks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AccessBenchmark {
    private final AccessPolicy policy = AccessPolicy.bundled(Map.of(4, "community"));
    private final Caller physician = new Caller(
            "5f0c6e0e",
            "Dr Jiang",
            "hulian-cli",
            Set.of("physician"),
            4,
            "riverside",
            null,
            SmartScope.parse("user/*.cruds"),
            0,
            "127.0.0.1");

    @Benchmark
    public AccessPredicate reading() {
        return policy.reading(physician, "Observation", Permission.SEARCH);
    }

    @Benchmark
    public Decision writing() {
        return policy.writing(physician, "Observation", Permission.UPDATE);
    }
}
