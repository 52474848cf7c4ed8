package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Searches in compartments and over several types, https://hl7.org/fhir/R4/http.html#vsearch and
 * https://hl7.org/fhir/R4/compartmentdefinition.html.
 */
@QuarkusTest
class PlacesOfSearchTest extends HubTest {
    @BeforeEach
    void load() {
        if (hospital.get("/fhir/Patient/s-p1").status() == 200) {
            return;
        }
        put(hospital, "Patient/s-p1", "\"meta\":{\"tag\":[{\"system\":\"urn:s\",\"code\":\"x\"}]}");
        put(hospital, "Patient/s-p2", "\"meta\":{\"tag\":[{\"system\":\"urn:s\",\"code\":\"x\"}]}");
        put(hospital, "Practitioner/s-d1", "\"name\":[{\"family\":\"Li\"}]");
        put(hospital, "Encounter/s-e1", """
                "meta":{"tag":[{"system":"urn:s","code":"x"}]},"status":"finished","class":{"code":"AMB"},
                "subject":{"reference":"Patient/s-p1"},"participant":[{"individual":{"reference":"Practitioner/s-d1"}}]""");
        for (int i = 1; i <= 4; i++) {
            put(hospital, "Observation/s-o" + i, """
                    "meta":{"tag":[{"system":"urn:s","code":"x"}]},"status":"final","code":{"text":"x"},
                    "subject":{"reference":"Patient/s-p%d"},"encounter":{"reference":"Encounter/s-e%d"},
                    "performer":[{"reference":"Patient/s-p%d"}]""".formatted(1 + i % 2, i, i == 4 ? 2 : 1));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            Patient/s-p1/Observation             > s-o1 s-o2 s-o3 s-o4
            Patient/s-p2/Observation             > s-o1 s-o3 s-o4
            Patient/s-p2/Observation?subject=s-p2 > s-o1 s-o3
            Patient/s-p1/Patient                 > s-p1
            Patient/s-p1/Encounter               > s-e1
            Patient/s-p1/*                       > s-p1 s-e1 s-o1 s-o2 s-o3 s-o4
            Patient/s-p1/*?_type=Observation,Encounter > s-e1 s-o1 s-o2 s-o3 s-o4
            Encounter/s-e1/Observation           > s-o1
            Practitioner/s-d1/Encounter          > s-e1
            Practitioner/s-d1/Practitioner       > s-d1
            Patient/s-none/Observation           >
            ?_type=Patient,Observation&_tag=urn%3As%7Cx > s-p1 s-p2 s-o1 s-o2 s-o3 s-o4
            ?_type=Patient&_id=s-p1,s-o1         > s-p1
            ?_id=s-p1,s-o1,s-e1                  > s-p1 s-e1 s-o1
            """)
    void findsWhatIsThere(String search, String expected) {
        List<String> wanted =
                expected == null ? List.of() : List.of(expected.strip().split(" +"));
        String path = search.strip();

        Answer found = hospital.get("/fhir" + (path.startsWith("?") ? "" : "/") + path);

        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.ids()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "/fhir/Patient/s-p1/Practitioner, 404",
        "/fhir/Medication/m1/Observation, 404",
        "/fhir/Patient/s-p1/Nothing, 404",
        "/fhir?_type=Patient%2CNothing, 400",
        "/fhir?_type=AuditEvent, 400",
        "/fhir?_type=Patient%2CObservation&gender=male, 400",
        "/fhir?_type=Patient%2CObservation&_sort=date, 400"
    })
    void refusesWhatIsNoPlace(String path, int status) {
        Answer refused = hospital.get(path);

        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.issue()).isEqualTo("not-supported");
    }

    @Test
    void takesFormsAlike() {
        byte[] form = "_tag=urn%3As%7Cx".getBytes(StandardCharsets.UTF_8);
        String type = "application/x-www-form-urlencoded";

        Answer within = hospital.send("POST", "/fhir/Patient/s-p1/Observation/_search", form, "Content-Type", type);
        Answer everywhere = hospital.send("POST", "/fhir/_search?_type=Encounter", form, "Content-Type", type);

        assertThat(within.ids()).containsExactlyInAnyOrder("s-o1", "s-o2", "s-o3", "s-o4");
        assertThat(everywhere.ids()).containsExactly("s-e1");
    }

    @ParameterizedTest
    @CsvSource({"_sort=-_lastUpdated", "_sort=_id", "_sort=_lastUpdated,-_id", "_total=none"})
    void pagesOverSeveralTypesMeetEveryMatchOnce(String sort) {
        String search = "/fhir?_type=Patient,Observation,Encounter&_tag=urn%3As%7Cx&" + sort;
        List<String> expected = hospital.get(search + "&_count=100").ids();

        List<String> met = new ArrayList<>();
        Answer page = hospital.get(search + "&_count=2");
        while (true) {
            met.addAll(page.ids());
            String next = page.link("next");
            if (next.isEmpty()) {
                break;
            }
            page = hospital.get(next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertThat(page.link("first")).isNotEmpty();
        }

        assertThat(expected).hasSize(7);
        assertThat(met).containsExactlyElementsOf(expected);
    }

    @Test
    void countsOverSeveralTypes() {
        Answer counted = hospital.get("/fhir?_type=Patient,Observation&_tag=urn%3As%7Cx&_summary=count");

        assertThat(counted.json().path("total").asInt()).isEqualTo(6);
        assertThat(counted.ids()).isEmpty();
    }

    @Test
    void showsNothingOfACompartmentThatIsNotShared() {
        assertThat(physician.get("/fhir/Patient/s-p1/Observation").ids()).isEmpty();
        assertThat(physician.get("/fhir/Patient/s-p1/*").ids()).isEmpty();
        assertThat(physician
                        .get("/fhir?_type=Patient,Observation&_tag=urn%3As%7Cx")
                        .ids())
                .isEmpty();
        assertThat(hub.with(issuer.resident("s-p1")).get("/fhir/Patient/s-p2/*").ids())
                .as("a result of their own that the other performed, nothing else")
                .containsExactly("s-o4");
    }

    @Test
    void explainsToTheOperatorWithoutTellingOfAnybody() {
        Calls operator = hub.with(issuer.person("operator1", "operator"));
        String search =
                "/fhir/Observation?patient.family=Secretfamily&subject=s-p1&status=final&_total=accurate&_explain=true";

        Answer explained = operator.get(search);

        assertThat(explained.status()).as(explained.body()).isEqualTo(200);
        assertThat(explained.json().path("parameter")).hasSize(2);
        assertThat(explained.body())
                .contains("patient -> Patient")
                .contains("string_index")
                .contains("hub.grants")
                .contains("Index Scan")
                .contains(" rows")
                .doesNotContain("Secretfamily")
                .doesNotContain("secretfamily");
        assertThat(physician.get(search).status()).isEqualTo(403);
        assertThat(operator.get(search.replace("&_explain=true", "")).status()).isEqualTo(403);
    }

    @Test
    void explainsWhatFollowsAWalkThatDoesNotFillThePage() {
        Calls operator = hub.with(issuer.person("operator1", "operator"));

        Answer explained = operator.get(
                "/fhir/Observation?value-quantity=gt5.4%7Chttp://unitsofmeasure.org%7Cmmol/L&_explain=true");

        assertThat(explained.status()).as(explained.body()).isEqualTo(200);
        assertThat(explained.json().at("/parameter/0/part").findValuesAsText("name"))
                .contains("page", "many");
        assertThat(explained.body()).contains("order by q.day desc");
    }
}
