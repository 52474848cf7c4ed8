package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.store.EverythingRequest;
import org.hulian.fhir.store.EverythingStart;
import org.hulian.fhir.store.StoredResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of <a href="https://hl7.org/fhir/R4/patient-operation-everything.html">$everything</a> over both databases. */
class EverythingTest {
    private static final List<ResourceType> TYPES = ResourceTypes.r4().all().stream()
            .filter(type -> type.store() != Store.AUDIT)
            .toList();
    private static final int RESULTS = 230;

    private static TestStore hub;

    @BeforeAll
    static void open() {
        hub = new TestStore();
        Random random = new Random(7);
        List<String> all = new ArrayList<>();
        all.add("{\"resourceType\":\"Patient\",\"id\":\"e1\",\"birthDate\":\"1950-01-01\"}");
        all.add("{\"resourceType\":\"Practitioner\",\"id\":\"d1\",\"active\":true}");
        all.add("{\"resourceType\":\"Organization\",\"id\":\"o1\",\"name\":\"x\"}");
        all.add("{\"resourceType\":\"Patient\",\"id\":\"e2\"}");
        for (int i = 0; i < RESULTS; i++) {
            // Many at one time, so that pages end among equals.
            all.add("""
                    {"resourceType":"Observation","id":"r%d","status":"final","code":{"text":"a"},
                     "subject":{"reference":"Patient/e1"},"performer":[{"reference":"Practitioner/d1"},
                     {"reference":"Organization/o1"},{"reference":"Patient/e2"}],"effectiveDateTime":"2026-11-%02d"}""".formatted(i, 1 + random.nextInt(3)));
        }
        for (int i = 0; i < 20; i++) {
            all.add("""
                    {"resourceType":"Appointment","id":"a%d","status":"booked",
                     "participant":[{"actor":{"reference":"Patient/e1"},"status":"accepted"}]}""".formatted(i));
        }
        hub.put(TestStore.FIRST, all.toArray(String[]::new));
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200, 1000})
    void tellsEachResourceOnceWhateverThePage(int count) {
        List<String> told = new ArrayList<>();
        EverythingStart start = EverythingStart.FIRST;
        while (start != null) {
            EverythingRequest.Page page = page(count, start);
            assertThat(page.resources()).hasSizeLessThanOrEqualTo(count);
            page.resources().forEach(each -> told.add(each.key().toString()));
            start = page.next();
        }

        assertThat(new HashSet<>(told)).hasSameSizeAs(told);
        assertThat(told).hasSize(1 + RESULTS + 20 + 2).contains("Patient/e1", "Practitioner/d1", "Organization/o1");
        assertThat(told).doesNotContain("Patient/e2");
    }

    @Test
    void beginsWithTheRegistryAndTellsTheNewestFirst() {
        List<StoredResource> all = page(1000, EverythingStart.FIRST).resources();

        assertThat(all.getFirst().key().type().store()).isEqualTo(Store.REGISTRY);
        assertThat(all.getLast().key().toString()).isEqualTo("Practitioner/d1");
    }

    @Test
    void saysHowManyReferencesItWouldHaveToFollow() {
        EverythingStart references = EverythingStart.of(EverythingStart.Part.REFERENCES);

        assertThat(referred(RESULTS, references).resources()).hasSize(2);
        assertThatThrownBy(() -> referred(RESULTS - 1, references))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure())
                                .isEqualTo(new Failure.TooCostly(
                                        "resources whose references are followed", RESULTS - 1, RESULTS)));
    }

    private static EverythingRequest.Page referred(int scanned, EverythingStart start) {
        EverythingRequest request =
                new EverythingRequest(ResourceKeys.of("Patient", "e1"), null, TYPES, null, null, 10, start);
        return new EverythingReader(hub.opener, scanned)
                .page(hub.sides, request, type -> TestStore.ALL)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static EverythingRequest.Page page(int count, EverythingStart start) {
        EverythingRequest request =
                new EverythingRequest(ResourceKeys.of("Patient", "e1"), null, TYPES, null, null, count, start);
        return hub.store.everything(request, type -> TestStore.ALL).await().atMost(Duration.ofSeconds(20));
    }
}
