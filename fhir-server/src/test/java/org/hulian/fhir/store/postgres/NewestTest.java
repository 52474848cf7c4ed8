package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.fhir.resource.Store;
import org.hulian.fhir.search.NewestRequest;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.TokenValue;
import org.hulian.security.consent.AccessPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The newest results for all lines of an order, in one statement, on a real PostgreSQL. */
class NewestTest {
    private static final String LOINC = "http://loinc.org";
    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    private static TestStore hub;

    @BeforeAll
    static void load() {
        hub = new TestStore();
        hub.put(TestStore.FIRST, """
                {"resourceType":"Patient","id":"p1","identifier":[{"system":"http://hulian.org/fhir/identifier/national-id","value":"110101199003070011"}]}
                """, """
                {"resourceType":"Patient","id":"p2","identifier":[{"system":"http://hulian.org/fhir/identifier/national-id","value":"110101199003070011"}]}
                """, """
                {"resourceType":"Patient","id":"p3"}
                """);
        hub.put(
                TestStore.FIRST,
                observation("a", "p1", coding("2345-7"), "2026-11-01", ""),
                observation("b", "p2", coding("14749-6"), "2026-11-02", ""),
                observation("c", "p1", coding("14749-6") + "," + coding("2345-7"), "2026-11-03", ""),
                observation("later", "p1", coding("2345-7"), "2026-12-01", ""),
                observation("other", "p3", coding("2345-7"), "2026-11-04", ""),
                observation("local", "p1", "{\"system\":\"urn:local\",\"code\":\"GLU\"}", "2026-11-05", ""),
                observation(
                        "panel",
                        "p2",
                        coding("24331-1"),
                        "2026-11-06",
                        ",\"component\":[{\"code\":{\"coding\":[" + coding("14647-2") + "]},\"valueString\":\"4\"}]"));
        hub.put(TestStore.RIVERSIDE, observation("theirs", "p1", coding("2345-7"), "2026-11-07", ""));
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void findsTheNewestOfEachLineOverAllRecordsOfThePerson() {
        List<String> found = ids(TestStore.ALL, 3, line("2345-7", "14749-6"), line("14647-2"), line("1-8"));

        assertThat(found).containsExactly("theirs c b", "panel", "");
    }

    @Test
    void findsASendersOwnCodeWhereThereIsNoOther() {
        NewestRequest.Line local = new NewestRequest.Line(List.of(new TokenValue.Exact("urn:local", "GLU")), NOW);

        assertThat(ids(TestStore.ALL, 3, local)).containsExactly("local");
    }

    @Test
    void doesNotFindAComponentUnderTheCodeOfTheWhole() {
        assertThat(hub.ids("Observation?patient=p1&code=" + LOINC + "|14647-2")).isEmpty();
        assertThat(hub.ids("Observation?patient=p1&component-code=" + LOINC + "|14647-2"))
                .containsExactly("panel");
    }

    @Test
    void looksNoFurtherThanTheCallerMay() {
        assertThat(ids(TestStore.consented(TestStore.RIVERSIDE), 3, line("2345-7")))
                .containsExactly("theirs");
        assertThat(ids(TestStore.consented(5), 3, line("2345-7"))).containsExactly("");
    }

    @Test
    void seesWhatIsSharedAndNothingElse() {
        hub.run(Store.CLINICAL, """
                insert into hub.grants
                select gen_random_uuid(), patient, person, 5, category, 0, 1, now() - interval '1 day', now() + interval '1 day'
                  from hub.resource_index where owner = 1 and person is not null limit 1""");

        assertThat(ids(TestStore.consented(5), 1, line("2345-7", "14749-6")))
                .hasSize(1)
                .doesNotContain("");
        hub.run(Store.CLINICAL, "delete from hub.grants");
    }

    private static String coding(String code) {
        return "{\"system\":\"" + LOINC + "\",\"code\":\"" + code + "\"}";
    }

    private static String observation(String id, String patient, String codings, String date, String more) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/%s"},
                 "code":{"coding":[%s]},"effectiveDateTime":"%s"%s}""".formatted(id, patient, codings, date, more);
    }

    private static NewestRequest.Line line(String... codes) {
        return new NewestRequest.Line(
                List.of(codes).stream()
                        .map(code -> new TokenValue.Exact(LOINC, code))
                        .toList(),
                NOW);
    }

    private static List<SearchPage> page(AccessPredicate access, int count, NewestRequest.Line... lines) {
        NewestRequest request = new NewestRequest(
                ResourceTypes.r4().get("Observation"), TestStore.key("Patient/p1"), List.of(lines), count);
        return hub.store.newest(request, access).await().atMost(Duration.ofSeconds(20));
    }

    private static List<String> ids(AccessPredicate access, int count, NewestRequest.Line... lines) {
        return page(access, count, lines).stream()
                .map(page -> String.join(
                        " ",
                        page.matches().stream()
                                .map(match -> match.key().id().value())
                                .toList()))
                .toList();
    }
}
