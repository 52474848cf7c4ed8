package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.store.HistoryEntry;
import org.hulian.fhir.store.HistoryRequest;
import org.hulian.fhir.store.HistoryStart;
import org.hulian.fhir.store.Write;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A store of its own for each test class, and what is written into it. */
abstract class StoreHub {
    static final AccessPredicate RIVERSIDE = TestStore.consented(TestStore.RIVERSIDE);

    static TestStore hub;

    @BeforeAll
    static void open() {
        hub = new TestStore();
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    static String patient(String id, String more) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"" + more + "}";
    }

    static String observation(String id, String patient, String more) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final","category":[{"coding":[{"system":\
                "http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"14749-6"}]},"subject":{"reference":"Patient/%s",\
                "display":"王小明"},"effectiveDateTime":"2026-11-20T08:00:00+08:00"%s}""".formatted(id, patient, more);
    }

    static List<HistoryEntry> history(String reference, int count, @Nullable HistoryEntry after) {
        ResourceKey key = TestStore.key(reference);
        HistoryStart start = after == null ? null : HistoryStart.of(after);
        return hub.store
                .history(new HistoryRequest(List.of(key.type()), key, null, null, count, start), type -> TestStore.ALL)
                .await()
                .indefinitely();
    }

    static Failure refused(Write write) {
        FailureException refused =
                catchThrowableOfType(FailureException.class, () -> hub.write(TestStore.RIVERSIDE, write));
        return refused.failure();
    }
}
