package org.hulian.bench.scenario;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hulian.bench.load.Call;
import org.hulian.bench.load.Calls;
import org.hulian.demo.Delivery;
import org.hulian.demo.DemoRegion;
import org.hulian.demo.fhir.LargeRecord;

/**
 * Questions about a resident with a large record: a full page of it, or an order of twenty tests, asked as
 * {@code $recognize} or as a CDS hook. Nothing is written: the drafts are not stored.
 *
 * @param call by a minute, so that no two answers are the same work remembered
 */
record LargeRecordScenario(String name, IntFunction<Call> call) implements Scenario {
    static Scenario page() {
        return new LargeRecordScenario(
                "everything-200", minute -> Call.get("/Patient/" + LargeRecord.PATIENT + "/$everything?_count=200"));
    }

    static Scenario recognize() {
        return new LargeRecordScenario(
                "recognize",
                minute -> new Call("POST", "/ServiceRequest/$recognize", Buffer.buffer(orders(minute)), 1));
    }

    static Scenario hook() {
        return new LargeRecordScenario(
                "hook",
                minute -> Call.beside("/cds-services/hulian-recognition-sign", Buffer.buffer("""
                        {"hook":"order-sign","hookInstance":"8a2f6f0e-3a36-4a51-9f5c-0d2f6c1b7a10",\
                        "context":{"userId":"Practitioner/1","patientId":"%s","draftOrders":%s}}\
                        """.formatted(
                                LargeRecord.PATIENT, orders(minute)))));
    }

    @Override
    public Calls prepare(Discovery discovery, Random random) {
        load(discovery);
        return () -> call.apply(random.nextInt(60));
    }

    /** The observations that are missing, and the Consent of the resident, which the resident gives. */
    private static void load(Discovery discovery) {
        int there = discovery.count("Observation?patient=" + LargeRecord.PATIENT);
        if (there < LargeRecord.OBSERVATIONS) {
            for (int from = 0; from < LargeRecord.OBSERVATIONS; from += LargeRecord.BUNDLE) {
                String sender = LargeRecord.sender(from);
                byte[] bundle =
                        LargeRecord.bundle(from, from + LargeRecord.BUNDLE).json();
                if (!discovery.as(sender).post(bundle)) {
                    throw new BenchFailure("The server did not take observations of " + sender
                            + ". Load the demo region first: ./hub demo load");
                }
            }
        }
        for (Delivery delivery :
                DemoRegion.generate(DemoRegion.RESIDENTS, DemoRegion.SEED).deliveries(LargeRecord.RESIDENT)) {
            if (delivery.name().startsWith("consents of")
                    && !discovery.as(delivery.sender()).post(delivery.bytes())) {
                throw new BenchFailure("The server did not take the " + delivery.name() + ".");
            }
        }
    }

    private static String orders(int minute) {
        return IntStream.range(0, LargeRecord.ORDERED.size())
                .mapToObj(i -> "{\"resource\":" + order(i, minute) + "}")
                .collect(Collectors.joining(
                        ",", "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[", "]}"));
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
