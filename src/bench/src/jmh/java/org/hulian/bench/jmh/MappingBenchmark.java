package org.hulian.bench.jmh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hulian.bench.message.DemoMessages;
import org.hulian.bench.message.Mapping;
import org.hulian.demo.Delivery;
import org.hulian.mappers.MappingResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One HL7 v2 message to a FHIR bundle, trace and coverage included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class MappingBenchmark {
    private static final int DISTINCT = 256;

    @Param({"A04", "R01"})
    public String kind = "";

    private final Mapping mapping = new Mapping(Path.of(System.getProperty("hulian.region", "src/demo/region")));
    private final List<Delivery.Message> messages = new ArrayList<>();
    private int next;

    @Benchmark
    public MappingResult map() {
        if (messages.isEmpty()) {
            DemoMessages supply = new DemoMessages(1, controlId -> controlId.startsWith(kind));
            while (messages.size() < DISTINCT) {
                messages.add(supply.next());
            }
        }
        next = (next + 1) % DISTINCT;
        return mapping.map(messages.get(next));
    }
}
