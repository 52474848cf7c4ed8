package org.hulian.bench.jmh;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.hulian.demo.fhir.LargeRecord;
import org.hulian.demo.fhir.TransactionBundle;
import org.hulian.fhir.resource.BodyLimits;
import org.hulian.fhir.resource.ComposedBody;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.search.SearchParameters;
import org.hulian.fhir.search.index.IndexExtractor;
import org.hulian.fhir.search.index.IndexValues;
import org.hulian.fhir.search.index.TokenHasher;
import org.hulian.security.consent.RecordCategories;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An observation on its way to the store: read, given its meta, and indexed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BodyBenchmark {
    private static final String BASE = "http://127.0.0.1:8080/fhir";

    private final byte[] json = TransactionBundle.line(
            LargeRecord.bundle(0, 1).resources().getFirst());
    private final ResourceType type = ResourceTypes.r4().get("Observation");
    private final ResourceBody body = ResourceBody.read(json, BodyLimits.DEFAULT, BASE);
    private final IndexExtractor extractor = new IndexExtractor(
            SearchParameters.r4(),
            new TokenHasher(new UUID(1, 2)),
            RecordCategories.load(),
            ZoneId.of("Asia/Shanghai"),
            BASE);

    @Benchmark
    public ResourceBody read() {
        return ResourceBody.read(json, BodyLimits.DEFAULT, BASE);
    }

    @Benchmark
    public ComposedBody withMeta() {
        return body.withMeta(new ResourceId("0193d3c0"), new Version(1), Instant.EPOCH);
    }

    @Benchmark
    public IndexValues index() {
        return extractor.extract(type, json, UnaryOperator.identity());
    }
}
