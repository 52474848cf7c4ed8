package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.search.PageStart;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.search.SearchRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches no index decides alone, further token and URI modifiers, {@code near} and {@code _filter}. */
class SiftedSearchTest {
    private static final int MANY = 25;

    private static TestStore hub;

    @BeforeAll
    static void load() {
        hub = new TestStore();
        hub.put(TestStore.FIRST, """
                {"resourceType":"Observation","id":"a","status":"final","subject":{"reference":"Patient/p1"},
                 "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p>Serum <b>Glucose</b> high &amp; rising</p></div>"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"14749-6","display":"Glucose [Moles/volume]"}],"text":"血糖"},
                 "effectiveDateTime":"2026-01-03","note":[{"text":"Fasting since midnight"}],
                 "valueQuantity":{"value":7.1,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}}
                """, """
                {"resourceType":"Observation","id":"b","status":"amended","subject":{"reference":"Patient/p1"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"2093-3","display":"Cholesterol in Serum"}]},
                 "effectiveDateTime":"2026-01-02",
                 "valueQuantity":{"value":4.1,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}}
                """, """
                {"resourceType":"Observation","id":"c","status":"final","subject":{"reference":"Patient/p2"},
                 "performer":[{"reference":"Practitioner/z"}],
                 "code":{"coding":[{"system":"http://loinc.org","code":"14749-6"}]},"effectiveDateTime":"2026-01-01"}
                """, """
                {"resourceType":"Patient","id":"p1","name":[{"family":"Li"}],"identifier":[{"type":{"coding":[
                 {"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}],"text":"Medical record"},"system":"urn:a","value":"7"}]}
                """, """
                {"resourceType":"Patient","id":"p2","name":[{"family":"Lina"}],"identifier":[{"type":{"coding":[
                 {"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"SS"}]},"system":"urn:a","value":"7"}]}
                """, """
                {"resourceType":"ValueSet","id":"v1","status":"draft","url":"http://acme.org/fhir/ValueSet/one"}
                """, """
                {"resourceType":"ValueSet","id":"v2","status":"draft","url":"http://acme.org/fhir"}
                """, """
                {"resourceType":"ValueSet","id":"v3","status":"draft","url":"http://acme.org/fhirther"}
                """, """
                {"resourceType":"Location","id":"l1","position":{"latitude":30.58,"longitude":114.27}}
                """, """
                {"resourceType":"Location","id":"l2","position":{"latitude":30.6,"longitude":114.3}}
                """, """
                {"resourceType":"Location","id":"l3","position":{"latitude":-17.8,"longitude":-179.9}}
                """, """
                {"resourceType":"Location","id":"l4","position":{"latitude":-17.8,"longitude":179.9}}
                """);
        String[] many = new String[MANY];
        for (int i = 0; i < MANY; i++) {
            many[i] = """
                    {"resourceType":"Task","id":"t%d","status":"%s","intent":"order","description":"water the plants",
                     "authoredOn":"2026-01-0%d"}""".formatted(i, i % 3 == 0 ? "draft" : "ready", 1 + i % 4);
        }
        hub.put(TestStore.FIRST, many);
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            Observation?_text=glucose                            > a
            Observation?_text=serum glucose                      > a
            Observation?_text=div                                >
            Observation?_text=rising high                        > a
            Observation?_content=midnight                        > a
            Observation?_content=midnight,cholesterol            > a b
            Observation?_content=血糖                             > a
            Observation?_content=final&patient=p1                > a
            Observation?code:text=glucose                        > a
            Observation?code:text=血                              > a
            Observation?code:text=serum                          > b
            Observation?code:text=lucose                         >
            Patient?identifier:text=medical                      > p1
            Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|7 > p1
            Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|8 >
            ValueSet?url:below=http://acme.org/fhir              > v1 v2
            ValueSet?url:below=http://acme.org/fhir/ValueSet/    > v1
            ValueSet?url:above=http://acme.org/fhir/ValueSet/one > v1 v2
            ValueSet?url:above=http://acme.org                   >
            Location?near=30.58|114.27|3                         > l1
            Location?near=30.58|114.27|5|km                      > l1 l2
            Location?near=30.58|114.27|5000|m                    > l1 l2
            Location?near=30.58|114.27|1|[mi_i],30.6|114.3       > l1 l2
            Location?near=-17.8|180|30|km                        > l3 l4
            Location?near:missing=false                          > l1 l2 l3 l4
            Observation?_filter=status eq final                  > a c
            Observation?_filter=status ne final                  > b
            Observation?_filter=status eq final and date gt 2026-01-02 > a
            Observation?_filter=value-quantity gt 5 or code eq http://loinc.org|2093-3 > a b
            Observation?_filter=not (code eq 14749-6 or status eq amended) >
            Observation?_filter=(status eq final or status eq amended) and value-quantity lt 5||mmol/L > b
            Observation?_filter=value-quantity pr false          > c
            Observation?_filter=patient re Patient/p1            > a b
            Patient?_filter=family eq "li"                       > p1
            Patient?_filter=family sw "li"                       > p1 p2
            Patient?_filter=family ew "na"                       > p2
            Patient?_filter=family co "in"                       > p2
            Patient?_filter=identifier eq urn:a|7 and (family eq Lina) > p2
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
            Observation?_sort=status,date            > b c a
            Observation?_sort=-status,-date          > a c b
            Observation?_sort=code,-value-quantity   > a c b
            Observation?_sort=performer,date         > c b a
            ValueSet?_sort=-url                      > v3 v1 v2
            Observation?_text=glucose&_sort=-date    > a
            """)
    void sortsByAnyParameter(String search, String expected) {
        assertThat(hub.ids(search.strip())).containsExactly(expected.strip().split(" +"));
    }

    @Test
    void aPageOfASiftedSearchBeginsWhereTheOneBeforeEndedAlsoWhileOthersWrite() {
        SearchRequest request = hub.request("Task?_sort=-status,authored-on&_content=plants&_count=4&_total=accurate");
        List<String> met = new ArrayList<>();
        SearchPage page = hub.store.search(request, TestStore.ALL).await().indefinitely();
        assertThat(page.total()).isEqualTo(MANY);

        int pages = 1;
        while (true) {
            page.matches().forEach(match -> met.add(match.key().id().value()));
            PageStart next = page.next();
            if (next == null) {
                break;
            }
            hub.put(TestStore.FIRST, """
                    {"resourceType":"Task","id":"late%d","status":"ready","intent":"order","description":"plants"}""".formatted(pages));
            page = hub.store
                    .search(request.startingAt(next), TestStore.ALL)
                    .await()
                    .indefinitely();
            pages++;
        }

        met.removeIf(id -> id.startsWith("late"));
        assertThat(met).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void tooManyResourcesToLookThroughAreRefusedWithWhatToDo() {
        String[] more = new String[TestStore.SIFT_ROWS + 1];
        for (int i = 0; i < more.length; i++) {
            more[i] =
                    "{\"resourceType\":\"Flag\",\"id\":\"f%d\",\"status\":\"active\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/p%d\"}}"
                            .formatted(i, i % 2);
        }
        hub.put(TestStore.FIRST, more);

        Failure failure = catchThrowableOfType(FailureException.class, () -> hub.ids("Flag?_content=x"))
                .failure();

        assertThat(failure)
                .isInstanceOfSatisfying(
                        Failure.TooCostly.class,
                        costly -> assertThat(costly.what()).contains("add a condition"));
        assertThat(hub.ids("Flag?_content=x&patient=p0&_count=100")).hasSize(TestStore.SIFT_ROWS / 2 + 1);
    }
}
