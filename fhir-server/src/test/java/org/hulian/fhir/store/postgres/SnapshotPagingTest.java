package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.hulian.fhir.store.Write;
import org.hulian.security.consent.AccessPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All pages of a search show one state of the data, whatever is written meanwhile and whoever looks. */
class SnapshotPagingTest {
    private static final int RESOURCES = 60;
    private static final List<String> PATIENTS = List.of("p1", "p2", "p3");

    private TestStore hub;

    @BeforeEach
    void open() {
        hub = new TestStore();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1, Observation?code=http://loinc.org|1-8",
        "2, Observation?patient=p1",
        "3, Observation?status=final&_sort=-_lastUpdated",
        "4, Observation?status=final&_sort=value-string",
        "5, Observation?value-quantity=gt3&_sort=-value-quantity",
        "6, Observation?value-string=v&patient=p1,p2",
        "7, Observation?subject=Patient/p1,Patient/p2&_sort=_id",
        "8, Observation?code:not=http://loinc.org|2-6&_sort=date"
    })
    void seededPagesEqualTheSetOfOneState(long seed, String search) {
        Random random = new Random(seed);
        for (int i = 0; i < RESOURCES; i++) {
            put(random, i);
        }
        share("p1", TestStore.RIVERSIDE);

        for (AccessPredicate caller : List.of(TestStore.ALL, TestStore.consented(TestStore.RIVERSIDE))) {
            List<String> expected = versions(hub.search(search + "&_count=500", caller));
            SearchRequest request = hub.request(search + "&_count=4&_total=accurate");
            SearchPage page = found(request, caller);
            List<String> met = versions(page);
            PageStart next = page.next();
            while (next != null) {
                for (int i = 0; i < 6; i++) {
                    change(random);
                }
                page = found(request.startingAt(next), caller);
                assertThat(page.total()).isEqualTo(expected.size());
                met.addAll(versions(page));
                next = page.next();
            }

            assertThat(expected).hasSizeGreaterThan(4);
            assertThat(met).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void pagesStayTheSameWhileAnotherWriterNeverStops() throws InterruptedException {
        Random random = new Random(9);
        for (int i = 0; i < RESOURCES; i++) {
            put(random, i);
        }
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Thread writer = new Thread(() -> {
            while (!stop.get()) {
                change(random);
            }
        });
        writer.setUncaughtExceptionHandler((thread, thrown) -> failed.set(thrown));
        writer.start();
        try {
            for (int round = 0; round < 5; round++) {
                SearchRequest request = hub.request("Observation?status=final&_count=5&_total=accurate");
                SearchPage page = found(request, TestStore.ALL);
                SearchRequest whole = hub.request("Observation?status=final&_count=500")
                        .asOf(page.next() == null ? null : page.next().snapshot());
                List<String> met = versions(page);
                long total = page.total() == null ? -1 : page.total();
                for (PageStart next = page.next(); next != null; next = page.next()) {
                    page = found(request.startingAt(next), TestStore.ALL);
                    met.addAll(versions(page));
                }

                assertThat(met).doesNotHaveDuplicates().hasSize((int) total);
                assertThat(met).containsExactlyElementsOf(versions(found(whole, TestStore.ALL)));
            }
        } finally {
            stop.set(true);
            writer.join();
        }
        assertThat(failed.get()).isNull();
    }

    @Test
    void aLaterPageShowsNothingThatIsNoLongerShared() {
        Random random = new Random(10);
        for (int i = 0; i < RESOURCES; i++) {
            put(random, i);
        }
        share("p1", TestStore.RIVERSIDE);
        AccessPredicate physician = TestStore.consented(TestStore.RIVERSIDE);
        SearchRequest request = hub.request("Observation?patient=p1&_count=3");
        PageStart next = Objects.requireNonNull(found(request, physician).next());

        hub.run(Store.CLINICAL, "delete from hub.grants");
        for (int i = 0; i < RESOURCES; i++) {
            change(random);
        }

        assertThat(found(request.startingAt(next), physician).matches()).isEmpty();
    }

    @Test
    void whatNoPageCanShowAnyMoreIsForgotten() {
        Random random = new Random(11);
        for (int i = 0; i < 10; i++) {
            put(random, i);
        }
        for (int i = 0; i < 30; i++) {
            change(random);
        }
        assertThat(hub.number(Store.CLINICAL, "select count(*) from hub.resource_past"))
                .isPositive();
        PastRows kept = new PastRows(hub.sides, Duration.ofMinutes(60));
        PastRows expired = new PastRows(hub.sides, Duration.ofMinutes(-6));

        assertThat(kept.sweep().await().indefinitely()).isZero();
        assertThat(expired.sweep().await().indefinitely()).isPositive();

        assertThat(hub.number(Store.CLINICAL, "select count(*) from hub.resource_past"))
                .isZero();
        for (String side : List.of("string_index", "date_index", "quantity_index")) {
            assertThat(hub.number(Store.CLINICAL, "select count(*) from hub." + side + " where type < 0"))
                    .isZero();
        }
    }

    private SearchPage found(SearchRequest request, AccessPredicate caller) {
        return hub.store.search(request, caller).await().atMost(Duration.ofSeconds(20));
    }

    private static List<String> versions(SearchPage page) {
        List<String> versions = new ArrayList<>();
        page.matches()
                .forEach(match ->
                        versions.add(match.key() + "/" + match.version().number()));
        return versions;
    }

    private void change(Random random) {
        int which = random.nextInt(RESOURCES + 10);
        if (random.nextInt(4) == 0) {
            try {
                hub.write(
                        TestStore.FIRST,
                        new Write.Delete(TestStore.key("Observation/o" + which), null, TestStore.ALL, TestStore.ALL));
            } catch (FailureException absent) {
                put(random, which);
            }
        } else {
            put(random, which);
        }
    }

    private void put(Random random, int which) {
        String further = random.nextBoolean() ? ",{\"system\":\"http://loinc.org\",\"code\":\"2-6\"}" : "";
        hub.put(TestStore.FIRST, """
                {"resourceType":"Observation","id":"o%d","status":"%s","subject":{"reference":"Patient/%s"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"1-8"}%s]},
                 "effectiveDateTime":"2026-05-%02d",%s}""".formatted(
                        which,
                        random.nextInt(5) == 0 ? "amended" : "final",
                        PATIENTS.get(random.nextInt(3)),
                        further,
                        1 + random.nextInt(28),
                        random.nextBoolean()
                                ? "\"valueString\":\"v" + random.nextInt(1000) + "\""
                                : "\"valueQuantity\":{\"value\":" + random.nextInt(100)
                                        + ",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg\"}"));
    }

    private void share(String patient, int institution) {
        var pseudonym = hub.cipher.pseudonym(ResourceKeys.of("Patient", patient));
        hub.run(Store.CLINICAL, """
                insert into hub.grants (consent, patient, person, grantee, categories, sensitivities, purposes,
                                        valid_from, valid_to)
                values (gen_random_uuid(), '%1$s', '%1$s', %2$d, -1, -1, -1, '2020-01-01', '2100-01-01')
                """.formatted(pseudonym, institution));
    }
}
