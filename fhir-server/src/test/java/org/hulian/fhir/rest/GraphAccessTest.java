package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.junit.jupiter.api.Test;

/** Access, audit and limits hold for queries, too. */
@QuarkusTest
class GraphAccessTest extends GraphHub {
    @Test
    void tellsAnAbsentResourceAndAHiddenOneAlike() {
        Calls other = hub.with(issuer.system("city-first"));
        String ask = "{ Patient(id: \"%s\") { id } Observation(id: \"%s\") { id } }";

        Answer hidden = ask(other, "", ask.formatted("g-p1", "g-o1"));
        Answer absent = ask(other, "", ask.formatted("g-absent", "g-absent"));

        assertThat(hidden.status()).isEqualTo(200);
        assertThat(hidden.body()).isEqualTo(absent.body());
        assertThat(hidden.json().at("/errors/0/path/0").asText()).isEqualTo("Patient");
        assertThat(hidden.json().at("/errors/1/extensions/code").asText()).isEqualTo("not-found");
        assertThat(ask(other, "Patient/g-p1/", "{ id }").status()).isEqualTo(404);
        assertThat(hub.post("/fhir/$graphql", "{ a }", "Content-Type", "application/graphql")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void followsNoReferenceToWhatIsHidden() {
        created(hub.with(issuer.system("city-first")).post("/fhir/DiagnosticReport", """
                {"resourceType":"DiagnosticReport","status":"final","code":{"text":"g-other"},
                "identifier":[{"value":"g-other"}],"result":[{"reference":"Observation/g-o1"}]}"""));
        String ask = "{ DiagnosticReportList(identifier: \"g-other\") { result { reference resource { id } } } }";

        Answer answer = ask(hub.with(issuer.system("city-first")), "", ask);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json()
                        .at("/data/DiagnosticReportList/0/result/0/resource")
                        .isNull())
                .isTrue();
        assertThat(answer.body()).doesNotContain("\"id\"");
    }

    @Test
    void recordsOneEntryThatNamesEverythingTold() {
        String patient = patient("graph-" + System.nanoTime());
        String result = glucose(patient, 1);

        data("", "{ Patient(id: \"%s\") { ObservationList(_reference: patient) { id } } }".formatted(patient));

        Answer entries = auditor.get("/fhir/AuditEvent?patient=" + patient + "&_sort=-date&_count=1");
        assertThat(entries.body()).contains("Observation/" + result, "Patient/" + patient);
        assertThat(StreamSupport.stream(
                                entries.json().at("/entry/0/resource/entity").spliterator(), false)
                        .map(entity -> new String(
                                Base64.getDecoder().decode(entity.path("query").asText()), StandardCharsets.UTF_8)))
                .anyMatch(query -> query.startsWith("$graphql { Patient(id:"));
    }

    @Test
    void recordsWhatWasWithheld() {
        String patient = patient("graph-" + System.nanoTime());

        ask(hub.with(issuer.system("city-first")), "", "{ Patient(id: \"%s\") { id } }".formatted(patient));

        Answer denied = auditor.get("/fhir/AuditEvent?patient=" + patient + "&outcome=4&_total=accurate");
        assertThat(denied.json().path("total").asInt()).as(denied.body()).isEqualTo(1);
    }

    @Test
    void keepsToItsLimits() {
        String deep = "{ Patient(id: \"g-p1\") " + "{ extension ".repeat(20) + "{ url }" + " }".repeat(20) + " }";
        String wide =
                IntStream.range(0, 501).mapToObj(i -> "a" + i + ": id").collect(Collectors.joining(" ", "{", "}"));
        String many = IntStream.range(0, 51)
                .mapToObj(i -> "a" + i + ": Patient(id: \"x" + i + "\") { id }")
                .collect(Collectors.joining(" ", "{", "}"));
        String follow = "{ subject { resource(type: Patient) ";
        String far = "{ Patient(id: \"g-p1\") " + "{ link { other { resource(type: Patient) ".repeat(3) + "{ id }"
                + " } } }".repeat(3) + " }";
        String further = "{ ObservationList(patient: \"g-p1\") "
                + (follow + "{ ObservationList(_reference: patient) ").repeat(3) + "{ id }" + " } } }".repeat(3) + " }";
        String doubling = "{ ...F0 } "
                + IntStream.range(0, 12)
                        .mapToObj(i -> "fragment F" + i + " on Patient { ...F" + (i + 1) + " ...F" + (i + 1) + " }")
                        .collect(Collectors.joining(" "))
                + " fragment F12 on Patient { id @skip(if: true) }";

        assertThat(data("", far).at("/Patient/link").isNull()).isTrue();
        assertCostly(ask(hospital, "", deep));
        assertCostly(ask(hospital, "Patient/g-p1/", wide));
        assertCostly(ask(hospital, "Patient/g-p1/", doubling));
        assertCostly(ask(hospital, "", many));
        assertCostly(ask(hospital, "", further));
        assertCostly(ask(hospital, "", "{ Patient(id: \"g-p1\") { id } }" + " ".repeat(20_000)));
        String path = "true" + " and true".repeat(60);
        assertCostly(ask(hospital, "", "{ Patient(id: \"g-p1\") { name(fhirpath: \"" + path + "\") { family } } }"));
    }

    private static void assertCostly(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/issue/0/code").asText()).as(answer.body()).isEqualTo("too-costly");
    }
}
