package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What searches find, by family, on a real PostgreSQL. Each row: search, ids found, in any order. */
class SearchTest {
    private static final int MANY = 57;

    private static TestStore hub;

    @BeforeAll
    static void load() {
        hub = new TestStore();
        hub.put(TestStore.FIRST, """
                {"resourceType":"Patient","id":"p1","active":true,"gender":"male","birthDate":"1980-05-06",
                 "name":[{"family":"Müller","given":["Jörg"]},{"text":"王小明"}],"telecom":[{"system":"phone","value":"138"}],
                 "identifier":[{"system":"urn:a","value":"1"}],"address":[{"city":"武汉市"}],
                 "managingOrganization":{"reference":"Organization/org1"}}
                """, """
                {"resourceType":"Patient","id":"p2","gender":"female","birthDate":"1980","name":[{"family":"muller-smith"}],
                 "identifier":[{"system":"urn:b","value":"1"},{"value":"2"}],"deceasedDateTime":"2020-01-01"}
                """, """
                {"resourceType":"Patient","id":"p3","name":[{"family":"王"}],"meta":{"tag":[{"system":"urn:t","code":"x"}]},
                 "identifier":[{"system":"urn:a","value":"a,b|c"}],"telecom":[{"system":"email","value":"138"}]}
                """, """
                {"resourceType":"Appointment","id":"ap1","status":"booked","start":"2026-01-02T08:00:00Z",
                 "end":"2026-01-02T09:00:00Z","participant":[{"actor":{"reference":"Patient/p1"},"status":"accepted"},
                 {"actor":{"reference":"Patient/p2"},"status":"accepted"},{"actor":{"reference":"Practitioner/d1"},"status":"accepted"}]}
                """);
        hub.put(
                TestStore.FIRST,
                observation("a", "p1", "14749-6", "\"2026-01-10\"", "final"),
                observation("b", "p1", "14749-6", "\"2026-01-20T10:00:00+08:00\"", "amended"),
                observation("c", "p1", "2345-7", "\"2026-02\"", "final"),
                observation("d", "p2", "14749-6", "\"2025\"", "final"),
                """
                {"resourceType":"Observation","id":"bp","status":"final","subject":{"reference":"Patient/p1"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"},{"system":"http://loinc.org","code":"55284-4"},
                 {"system":"urn:local","code":"BP"}]},"effectivePeriod":{"start":"2026-03-01"},
                 "performer":[{"reference":"Patient/p2"},{"reference":"Practitioner/d1"}],
                 "encounter":{"reference":"Encounter/e1"},"valueString":"High"}
                """);
    }

    private static String observation(String id, String patient, String code, String date, String status) {
        return """
                {"resourceType":"Observation","id":"%s","status":"%s","subject":{"reference":"Patient/%s"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},"effectiveDateTime":%s}""".formatted(id, status, patient, code, date);
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            Patient?_id=p1,p3                                        > p1 p3
            Patient?_id=p1&_id=p3                                    >
            Patient?_id=not/an/id                                    >
            Patient?identifier=1                                     > p1 p2
            Patient?identifier=urn:a|1                               > p1
            Patient?identifier=urn:a|                                > p1 p3
            Patient?identifier=|2                                    > p2
            Patient?identifier=|1                                    >
            Patient?identifier=urn:a|a\\,b\\|c                         > p3
            Patient?identifier:not=urn:a|1                           > p2 p3
            Patient?gender=male,female                               > p1 p2
            Patient?gender=http://hl7.org/fhir/administrative-gender|male > p1
            Patient?gender=http://hl7.org/fhir/administrative-gender| > p1 p2
            Patient?gender:missing=true                              > p3
            Patient?gender:missing=false                             > p1 p2
            Patient?_id:missing=true                                 >
            Patient?active=true                                      > p1
            Patient?deceased=true                                    > p2
            Patient?death-date=2020                                  > p2
            Patient?phone=138                                        > p1
            Patient?email=138                                        > p3
            Patient?telecom=138                                      > p1 p3
            Patient?_tag=urn:t|x                                     > p3
            Patient?organization=Organization/org1                   > p1
            Patient?organization=org1                                > p1
            Patient?organization:Organization=org1                   > p1
            Patient?family=MULLER                                    > p1 p2
            Patient?family=Mull                                      > p1 p2
            Patient?family:exact=Müller                              > p1
            Patient?family:exact=muller                              >
            Patient?family:contains=smith                            > p2
            Patient?family=smith                                     >
            Patient?family=%                                         >
            Patient?name=王                                           > p1 p3
            Patient?name:contains=小明                                > p1
            Patient?given=jorg&gender=male                           > p1
            Patient?address-city=武汉                                 > p1
            Patient?birthdate=1980                                   > p1 p2
            Patient?birthdate=1980-05-06                             > p1
            Patient?birthdate=gt1980-05-06                           > p2
            Patient?birthdate=lt1980-05-06                           > p2
            Patient?birthdate=ne1980-05-06                           > p2
            Patient?birthdate=ge1980-05&birthdate=le1980-05          > p1 p2
            Observation?patient=p1                                   > a b c bp
            Observation?patient=Patient/p1,Patient/p2                > a b c d bp
            Observation?patient=http://hub.test/fhir/Patient/p2      > d
            Observation?subject=Patient/p1&status=final              > a c bp
            Observation?subject=p2                                   > d
            Observation?subject:Patient=p2                           > d
            Observation?performer=Patient/p2                         > bp
            Observation?performer=d1                                 > bp
            Observation?encounter=Encounter/e1                       > bp
            Observation?encounter=e1&patient=p1                      > bp
            Observation?code=http://loinc.org|14749-6                > a b d
            Observation?code=14749-6                                 > a b d
            Observation?code=http://loinc.org|14749-6&patient=p1     > a b
            Observation?code=http://loinc.org|55284-4                > bp
            Observation?code=http://loinc.org|55284-4&patient=p1     > bp
            Observation?code=http://loinc.org|85354-9,http://loinc.org|2345-7 > c bp
            Observation?code=urn:local|BP                            > bp
            Observation?patient=p1&code=urn:local|BP,14749-6         > a b bp
            Observation?code:not=http://loinc.org|14749-6&patient=p1 > c bp
            Observation?patient=p1&date=2026-01                      > a b
            Observation?patient=p1&date=ge2026-01-15                 > b c bp
            Observation?patient=p1&date=gt2026-01-20                 > c bp
            Observation?patient=p1&date=lt2026-01-20                 > a
            Observation?patient=p1&date=le2026-01-20                 > a b
            Observation?patient=p1&date=sa2026-01-20                 > c bp
            Observation?patient=p1&date=eb2026-02                    > a b
            Observation?date=2026-01-20T02:00:00Z                    > b
            Observation?date=2026-01-20T10:00                        > b
            Observation?date=2025                                    > d
            Observation?date=ap2026-01-15                            > a b c d
            Observation?value-string=high                            > bp
            Observation?_lastUpdated=ge2026-11-21&code=urn:local|BP  > bp
            Observation?_lastUpdated=lt2026-11-21                    >
            Appointment?patient=p1                                   > ap1
            Appointment?patient=p2                                   > ap1
            Appointment?actor=Practitioner/d1                        > ap1
            Appointment?date=2026-01-02                              > ap1
            """)
    void finds(String search, String expected) {
        List<String> ids =
                expected == null ? List.of() : List.of(expected.strip().split(" +"));

        assertThat(hub.ids(search.strip())).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(hub.search(search.strip() + "&_total=accurate&_count=1", TestStore.ALL)
                        .total())
                .isEqualTo(ids.size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            Observation?patient=p1                    > bp c b a
            Observation?patient=p1&_sort=date         > a b c bp
            Observation?code=14749-6&_sort=-date      > b a d
            Patient?birthdate=1980&_sort=family       > p1 p2
            Patient?birthdate=1980&_sort=-family      > p2 p1
            Patient?_id=p1,p2&_sort=-death-date       > p2 p1
            Observation?patient=p1&_sort=-_lastUpdated,date > a b c bp
            """)
    void sorts(String search, String expected) {
        assertThat(hub.ids(search.strip())).containsExactly(expected.strip().split(" +"));
    }

    @ParameterizedTest
    @CsvSource({
        "Observation?patient=many",
        "Observation?patient=many&_sort=date",
        "Observation?patient=many&_sort=-_lastUpdated,date",
        "Observation?patient=many&_sort=_id",
        "Observation?patient=many&_sort=value-string,-date",
        "Observation?patient=many&code=http://loinc.org|1-8",
        "Observation?status=cancelled&_sort=-_lastUpdated"
    })
    void pagesMeetEveryMatchOnceAlsoWhileOthersWrite(String search) {
        String[] many = new String[MANY];
        for (int i = 0; i < MANY; i++) {
            // Many share a date, so that the key must break ties; one in three has two codes.
            many[i] = observation("m" + i, "many", "1-8", "\"2026-04-0" + (1 + i % 3) + "\"", "cancelled")
                    .replace(
                            "]},\"eff",
                            (i % 3 == 0 ? ",{\"system\":\"http://loinc.org\",\"code\":\"2-6\"}" : "")
                                    + "]},\"valueString\":\"v" + i % 5 + "\",\"eff");
        }
        hub.put(TestStore.FIRST, many);

        List<String> met = new ArrayList<>();
        SearchRequest request = hub.request(search + "&_count=10&_total=accurate");
        SearchPage page = hub.store.search(request, TestStore.ALL).await().indefinitely();
        assertThat(page.total()).isEqualTo(MANY);
        int pages = 1;
        while (true) {
            page.matches().forEach(match -> met.add(match.key().id().value()));
            PageStart next = page.next();
            if (next == null) {
                break;
            }
            hub.put(TestStore.FIRST, observation("late" + pages, "other", "1-8", "\"2026-04-02\"", "final"));
            page = hub.store
                    .search(request.startingAt(next), TestStore.ALL)
                    .await()
                    .indefinitely();
            pages++;
        }

        assertThat(pages).isEqualTo(6);
        met.removeIf(id -> id.startsWith("late"));
        assertThat(met).hasSize(MANY);
        assertThat(new TreeSet<>(met)).hasSize(MANY);
    }
}
