package org.hulian.bench.scenario;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;

/**
 * An order of twenty tests for a resident with a large record, asked as {@code $recognize} or as a CDS hook. Nothing is
 * written: the drafts are not stored.
 */
final class RecognizeScenario implements Scenario {
    private final boolean hook;

    RecognizeScenario(boolean hook) {
        this.hook = hook;
    }

    @Override
    public String name() {
        return hook ? "hook" : "recognize";
    }

    @Override
    public String asDemo() {
        return "physician-riverside";
    }

    @Override
    public String unit() {
        return "orders";
    }

    @Override
    public Calls prepare(Discovery discovery, Random random) {
        LargeRecord.load(discovery);
        return () -> call(random.nextInt(60));
    }

    /** The minute differs, so that no two answers are the same work remembered. */
    private Call call(int minute) {
        String bundle = IntStream.range(0, LargeRecord.ORDERED.size())
                .mapToObj(i -> "{\"resource\":" + order(i, minute) + "}")
                .collect(Collectors.joining(
                        ",", "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[", "]}"));
        return hook
                ? new Call(
                        "POST",
                        "/cds-services/hulian-recognition-sign",
                        Buffer.buffer("""
                        {"hook":"order-sign","hookInstance":"8a2f6f0e-3a36-4a51-9f5c-0d2f6c1b7a10",\
                        "context":{"userId":"Practitioner/1","patientId":"%s","draftOrders":%s}}\
                        """.formatted(LargeRecord.PATIENT, bundle)),
                        1,
                        true)
                : new Call("POST", "/ServiceRequest/$recognize", Buffer.buffer(bundle), 1);
    }

    private static String order(int number, int minute) {
        List<String> codes = LargeRecord.ORDERED;
        return """
                {"resourceType":"ServiceRequest","id":"draft-%d","status":"draft","intent":"order",\
                "authoredOn":"2026-11-20T10:%02d:00+08:00","subject":{"reference":"Patient/%s"},\
                "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]}}\
                """.formatted(number, minute, LargeRecord.PATIENT, codes.get(number));
    }
}
