package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.HubTest;
import org.hulian.fhir.testing.TestIssuer;
import org.junit.jupiter.api.Test;

/** Every interaction from the outside, https://hl7.org/fhir/R4/http.html. */
@QuarkusTest
class InteractionsTest extends HubTest {
    @Test
    void createsAndReadsTheSameBytes() {
        Answer created = hospital.post("/fhir/Patient", PATIENT.formatted("1"));

        assertThat(created.status()).isEqualTo(201);
        String id = created.json().path("id").asText();
        assertThat(created.header("Location")).endsWith("/fhir/Patient/" + id + "/_history/1");
        assertThat(created.header("ETag")).isEqualTo("W/\"1\"");

        Answer read = hospital.get("/fhir/Patient/" + id);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(read.header("Last-Modified")).isNotEmpty();
        assertThat(read.header("Content-Type")).isEqualTo("application/fhir+json;charset=utf-8");
    }

    @Test
    void keepsThePrecisionOfDecimals() {
        String patient = patient("2");

        Answer created = hospital.post("/fhir/Observation", GLUCOSE.formatted(patient, 1));

        assertThat(created.status()).isEqualTo(201);
        String id = created.json().path("id").asText();
        assertThat(hospital.get("/fhir/Observation/" + id).body()).contains("\"value\":5.60,");
        assertThat(hospital.get("/fhir/Observation/" + id, "Accept", "application/fhir+xml")
                        .body())
                .containsPattern("<value value=\"5.60\"/?>");
    }

    @Test
    void answersNotModifiedToWhoKnowsTheVersion() {
        String id = patient("3");

        Answer again = hospital.get("/fhir/Patient/" + id, "If-None-Match", "W/\"1\"");

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void updatesOnlyTheVersionTheCallerSaw() {
        String id = patient("4");
        String changed = PATIENT.formatted("4")
                .replaceFirst("\\{", "{\"id\":\"" + id + "\",")
                .replace("female", "other");

        Answer second = hospital.put("/fhir/Patient/" + id, changed, "If-Match", "W/\"1\"");
        Answer stale = hospital.put("/fhir/Patient/" + id, changed, "If-Match", "W/\"1\"");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.issue()).isEqualTo("conflict");
    }

    @Test
    void createsUnderAnIdOfTheClient() {
        String body = PATIENT.formatted("5").replaceFirst("\\{", "{\"id\":\"p-five\",");

        Answer created = hospital.put("/fhir/Patient/p-five", body);

        assertThat(created.status()).isEqualTo(201);
        assertThat(hospital.get("/fhir/Patient/p-five").status()).isEqualTo(200);
    }

    @Test
    void keepsHistoryAfterDeletion() {
        String id = patient("6");

        assertThat(hospital.delete("/fhir/Patient/" + id).status()).isEqualTo(204);

        Answer gone = hospital.get("/fhir/Patient/" + id);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.issue()).isEqualTo("deleted");
        Answer history = hospital.get("/fhir/Patient/" + id + "/_history");
        assertThat(history.status()).isEqualTo(200);
        assertThat(history.json().path("entry")).hasSize(2);
        assertThat(history.json().at("/entry/0/request/method").asText()).isEqualTo("DELETE");
        assertThat(hospital.get("/fhir/Patient/" + id + "/_history/1").status()).isEqualTo(200);
    }

    @Test
    void pagesThroughASearchWithoutRepeatingOrLosing() {
        String patient = patient("7");
        List<String> created = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            created.add(hospital.post("/fhir/Observation", GLUCOSE.formatted(patient, day))
                    .json()
                    .path("id")
                    .asText());
        }

        List<String> found = new ArrayList<>();
        String page = "/fhir/Observation?patient=Patient/" + patient
                + "&code=http%3A%2F%2Floinc.org%7C14749-6&_sort=-date&_count=2&_total=accurate";
        while (!page.isEmpty()) {
            Answer answer = hospital.get(page);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("total").asInt()).isEqualTo(5);
            found.addAll(answer.ids());
            page = answer.link("next");
        }

        assertThat(found).containsExactlyElementsOf(created.reversed());
    }

    @Test
    void searchesByForm() {
        String patient = patient("8");

        Answer found = hospital.post(
                "/fhir/Patient/_search", "_id=" + patient, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.ids()).containsExactly(patient);
    }

    @Test
    void resolvesReferencesInsideATransaction() {
        String bundle = """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"fullUrl":"urn:uuid:5a6ff0d5-0000-4000-8000-000000000001","resource":%s,
                  "request":{"method":"POST","url":"Patient"}},
                 {"resource":%s,"request":{"method":"POST","url":"Observation"}}]}""".formatted(
                PATIENT.formatted("9"),
                GLUCOSE.formatted("x", 1).replace("Patient/x", "urn:uuid:5a6ff0d5-0000-4000-8000-000000000001"));

        Answer done = hospital.post("/fhir", bundle);

        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.json().at("/entry/0/response/status").asText()).isEqualTo("201");
        String patient = done.json().at("/entry/0/fullUrl").asText().replaceFirst(".*/", "");
        assertThat(hospital.get("/fhir/Observation?patient=" + patient).json().path("entry"))
                .hasSize(1);
    }

    @Test
    void storesNothingOfATransactionWithOneBadEntry() {
        String bundle = """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"resource":%s,"request":{"method":"PUT","url":"Patient/p-ten"}},
                 {"resource":{"resourceType":"Observation","colour":"red"},"request":{"method":"POST","url":"Observation"}}]}""".formatted(PATIENT.formatted("10").replaceFirst("\\{", "{\"id\":\"p-ten\","));

        Answer refused = hospital.post("/fhir", bundle);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/issue/0/expression/0").asText()).startsWith("Bundle.entry[1].resource");
        assertThat(hospital.get("/fhir/Patient/p-ten").status()).isEqualTo(404);
    }

    @Test
    void answersEachEntryOfABatchByItself() {
        String bundle = """
                {"resourceType":"Bundle","type":"batch","entry":[
                 {"request":{"method":"GET","url":"Patient/nobody"}},
                 {"resource":%s,"request":{"method":"POST","url":"Patient"}}]}""".formatted(PATIENT.formatted("11"));

        Answer done = hospital.post("/fhir", bundle);

        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.json().at("/entry/0/response/status").asText()).isEqualTo("404");
        assertThat(done.json().at("/entry/1/response/status").asText()).isEqualTo("201");
    }

    @Test
    void answersAsMuchAsIsPreferred() {
        Answer minimal = hospital.post("/fhir/Patient", PATIENT.formatted("12"), "Prefer", "return=minimal");
        Answer outcome = hospital.post("/fhir/Patient", PATIENT.formatted("13"), "Prefer", "return=OperationOutcome");

        assertThat(minimal.status()).isEqualTo(201);
        assertThat(minimal.body()).isEmpty();
        assertThat(minimal.header("Location")).isNotEmpty();
        assertThat(outcome.issue()).isEqualTo("informational");
    }

    @Test
    void readsXmlAsItReadsJson() {
        String xml = """
                <Patient xmlns="http://hl7.org/fhir"><gender value="male"/><birthDate value="1980-01-01"/></Patient>""";

        Answer created = hospital.post("/fhir/Patient", xml, "Content-Type", "application/fhir+xml");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().path("gender").asText()).isEqualTo("male");
    }

    @Test
    void showsAnExcerptOnRequest() {
        String id = patient("14");

        Answer elements = hospital.get("/fhir/Patient/" + id + "?_elements=gender");
        Answer pretty = hospital.get("/fhir/Patient/" + id + "?_pretty=true");

        assertThat(elements.json().has("gender")).isTrue();
        assertThat(elements.json().has("birthDate")).isFalse();
        assertThat(elements.body()).contains("SUBSETTED");
        assertThat(pretty.body()).contains("\n  \"gender\": \"female\"");
        assertThat(pretty.json()).isEqualTo(hospital.get("/fhir/Patient/" + id).json());
    }

    @Test
    void answersHeadWithoutABody() {
        String id = patient("15");

        Answer head = hospital.send("HEAD", "/fhir/Patient/" + id, null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void compressesForWhoCanReadIt() {
        String id = patient("16");

        Answer packed = hospital.get("/fhir/Patient/" + id, "Accept-Encoding", "gzip");

        assertThat(packed.header("content-encoding")).isEqualTo("gzip");
    }

    @Test
    void countsWithoutShowing() {
        String id = patient("17");

        Answer count = hospital.get("/fhir/Patient?_id=" + id + "&_summary=count");
        Answer summary = hospital.get("/fhir/Patient?_id=" + id + "&_summary=true");

        assertThat(count.json().path("total").asInt()).isEqualTo(1);
        assertThat(count.json().has("entry")).isFalse();
        assertThat(summary.ids()).containsExactly(id);
        assertThat(summary.body()).contains("SUBSETTED");
    }

    @Test
    void saysWhatItCan() {
        Answer metadata = hub.get("/fhir/metadata");
        Answer smart = hub.get("/fhir/.well-known/smart-configuration");

        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.json().path("fhirVersion").asText()).isEqualTo("4.0.1");
        assertThat(metadata.json().at("/rest/0/resource").size()).isGreaterThan(140);
        assertThat(smart.json().path("token_endpoint").asText()).startsWith(TestIssuer.ISSUER);
        assertThat(hub.get("/fhir/metadata", "Accept", "application/fhir+xml").body())
                .startsWith("<CapabilityStatement");
    }

    @Test
    void knowsTheInstitutionsOfTheRegion() {
        assertThat(hospital.get("/fhir/Organization/riverside")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("河畔社区");
    }
}
