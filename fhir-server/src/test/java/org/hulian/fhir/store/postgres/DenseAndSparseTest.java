package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.Store;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A code that many rows have, searched by institutions that see nearly all of them, few or none: whichever way the rows
 * are found, they are the same.
 */
class DenseAndSparseTest {
    private static final int ROWS = 6_000;
    private static final String SEARCH = "Observation?code=http://loinc.org|1-8";

    private static TestStore hub;

    @BeforeAll
    static void load() {
        hub = new TestStore();
        hub.put(TestStore.FIRST, """
                {"resourceType":"Observation","id":"first","status":"final","subject":{"reference":"Patient/0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"1-8"}]},"effectiveDateTime":"2020-01-01"}""");
        hub.run(Store.CLINICAL, """
                with made as (
                    select gen_random_uuid() as made, n from generate_series(1, %d) n),
                rows as (
                    insert into hub.resource_index (key, patient, person, category, code, effective, ends, updated,
                                                    present, version, owner, sensitivity, type, tokens)
                    select m.made, m.made, m.made, i.category, i.code, i.effective + m.n * interval '1 minute',
                           i.ends + m.n * interval '1 minute', i.updated, i.present, 1,
                           case when m.n %% 1500 = 7 then 4 else 1 end, i.sensitivity, i.type, i.tokens
                      from hub.resource_index i, made m)
                insert into hub.resource_body (key, version, type, hash, body, spans, sealed)
                select m.made, 1, b.type, b.hash, b.body, b.spans, b.sealed from hub.resource_body b, made m
                """.formatted(ROWS));
        // Riverside sends four of them and is granted three more.
        hub.run(Store.CLINICAL, """
                insert into hub.grants (consent, patient, person, grantee, categories, sensitivities, purposes,
                                        valid_from, valid_to)
                select gen_random_uuid(), person, person, 4, -1, -1, -1, '2020-01-01', '2100-01-01'
                  from (select person from hub.resource_index where owner = 1 order by effective limit 3) few
                """);
        hub.run(Store.CLINICAL, "analyze");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void whoSeesFewFindsAllOfThem() {
        AccessPredicate few = TestStore.consented(TestStore.RIVERSIDE);

        assertThat(hub.ids(SEARCH + "&_count=5", few)).hasSize(5).containsExactlyElementsOf(seen("owner = 4", 5));
        assertThat(hub.paged(SEARCH + "&_count=2", few)).hasSize(7).doesNotHaveDuplicates();
        assertThat(hub.search(SEARCH + "&_summary=count", few).total()).isEqualTo(7);
        assertThat(hub.search(SEARCH + "&_count=2&_total=accurate", few).total())
                .isEqualTo(7);
    }

    @Test
    void whoSeesNearlyAllFindsTheNewest() {
        AccessPredicate most = TestStore.consented(TestStore.FIRST);

        assertThat(hub.ids(SEARCH + "&_count=20", most)).containsExactlyElementsOf(seen("owner = 1", 20));
    }

    @Test
    void whoSeesNothingFindsNothing() {
        AccessPredicate nobody = TestStore.consented(9);
        AccessPredicate own = new AccessPredicate(Reach.OWN, TestStore.RIVERSIDE, null, 1, List.of());

        assertThat(hub.ids(SEARCH, nobody)).isEmpty();
        assertThat(hub.ids(SEARCH, own)).hasSize(4);
    }

    /** Ids in the order they should come. */
    private static List<String> seen(String owned, int most) {
        List<String> ids = new ArrayList<>();
        String first = ResourceKeys.of("Observation", "first").toString();
        for (int offset = 0; offset < most; offset++) {
            String key = hub.text(
                    Store.CLINICAL,
                    "select key::text from hub.resource_index where " + owned
                            + " or exists (select from hub.grants g where g.person = resource_index.person and '"
                            + owned + "' = 'owner = 4') order by effective desc, key desc limit 1 offset " + offset);
            ids.add(UUID.fromString(key).toString().equals(first) ? "first" : key);
        }
        return ids;
    }
}
