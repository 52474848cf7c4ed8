package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Searches over several resources, across both databases, https://hl7.org/fhir/R4/search.html#chaining, #has and
 * #revinclude; and that nothing hidden shows through them.
 */
@QuarkusTest
class JoinedSearchTest extends HubTest {
    private static final String CODE = "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"%s\"}]}";

    @BeforeEach
    void load() {
        if (hospital.get("/fhir/Patient/j-p1").status() == 200) {
            return;
        }
        put(hospital, "Practitioner/j-d1", "\"name\":[{\"family\":\"Lichained\"}]");
        put(hospital, "Patient/j-p1", """
                "identifier":[{"system":"urn:j","value":"1"}],"birthDate":"1980-05-06","gender":"male",
                "name":[{"family":"Zhangjoined"}],"generalPractitioner":[{"reference":"Practitioner/j-d1"}]""");
        put(hospital, "Patient/j-p2", """
                "identifier":[{"system":"urn:j","value":"2"}],"birthDate":"1981","gender":"male",
                "name":[{"family":"Zhangjoined"}]""");
        put(hospital, "Encounter/j-e1", """
                "status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/j-p1"},
                "participant":[{"individual":{"reference":"Practitioner/j-d1"}}]""");
        put(hospital, "Observation/j-o1", CODE.formatted("718-7") + """
                ,"status":"final","subject":{"reference":"Patient/j-p1"},"encounter":{"reference":"Encounter/j-e1"},
                "performer":[{"reference":"Practitioner/j-d1"}],"category":[{"coding":[{
                "system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}]""");
        put(hospital, "Observation/j-o2", CODE.formatted("718-7") + """
                ,"status":"amended","subject":{"reference":"Patient/j-p2"},
                "hasMember":[{"reference":"Observation/j-o3"}]""");
        put(hospital, "Observation/j-o3", CODE.formatted("789-8") + """
                ,"status":"final","subject":{"reference":"Patient/j-p2"},
                "hasMember":[{"reference":"Observation/j-o4"}]""");
        put(
                hospital,
                "Observation/j-o4",
                CODE.formatted("4544-3") + ",\"status\":\"final\","
                        + "\"subject\":{\"reference\":\"Patient/j-p2\"},\"hasMember\":[{\"reference\":\"Observation/j-o2\"}]");
        put(hospital, "DiagnosticReport/j-r1", CODE.formatted("58410-2") + """
                ,"status":"final","subject":{"reference":"Patient/j-p1"},"result":[{"reference":"Observation/j-o1"}]""");
    }

    private static List<String> ids(Answer answer, String mode) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .filter(entry -> entry.at("/search/mode").asText().equals(mode))
                .map(entry -> entry.at("/resource/id").asText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            Observation?subject:Patient.identifier=urn:j|1                          > j-o1
            Observation?patient.identifier=urn:j|1                                  > j-o1
            Observation?subject.identifier=urn:j|1,urn:j|none                       > j-o1
            Observation?patient.family=Zhangjoined&patient.birthdate=1980           > j-o1
            Observation?patient.family=Zhangjoined&code=718-7                       > j-o1 j-o2
            Observation?patient.family:exact=zhangjoined                            >
            Observation?patient.general-practitioner.name=lichained                 > j-o1
            Observation?encounter:Encounter.participant:Practitioner.name=Lichained > j-o1
            Observation?performer:Practitioner.name=Lichained                       > j-o1
            Observation?has-member.code=789-8                                       > j-o2
            Observation?has-member:Observation.has-member.code=4544-3               > j-o2
            DiagnosticReport?result.patient.identifier=urn:j|1                      > j-r1
            DiagnosticReport?result.status=amended&patient.identifier=urn:j|1       >
            Patient?_has:Observation:patient:code=718-7&family=Zhangjoined          > j-p1 j-p2
            Patient?_has:Observation:subject:status=amended&family=Zhangjoined      > j-p2
            Patient?_has:Observation:patient:_has:DiagnosticReport:result:code=58410-2&family=Zhangjoined > j-p1
            Patient?_has:Observation:patient:encounter.participant.name=Lichained   > j-p1
            Practitioner?_has:Patient:general-practitioner:identifier=urn:j|1       > j-d1
            Practitioner?_has:Observation:performer:patient.identifier=urn:j|1      > j-d1
            Observation?_has:DiagnosticReport:result:code=58410-2&patient.identifier=urn:j|1 > j-o1
            Observation?_has:Observation:has-member:status=amended                  > j-o3
            Encounter?_has:Observation:encounter:patient.birthdate=1980-05          > j-e1
            Patient?birthdate=1980&family=Zhangjoined&_has:Observation:patient:code=718-7 > j-p1
            Patient?birthdate=1979&family=Zhangjoined&_has:Observation:patient:code=718-7 >
            Observation?code=718-7&status=final&_has:DiagnosticReport:result:code=58410-2 > j-o1
            Observation?code=789-8&_has:DiagnosticReport:result:code=58410-2        >
            Practitioner?name=Lichained&_has:Patient:general-practitioner:identifier=urn:j|1 > j-d1
            """)
    void findsThroughOtherResources(String search, String expected) {
        List<String> wanted =
                expected == null ? List.of() : List.of(expected.strip().split(" +"));

        assertThat(ids(search(hospital, search), "match")).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            Observation?_id=j-o1&_include=Observation:subject                       > j-p1
            Observation?_id=j-o1&_include=Observation:subject:Group                 >
            Observation?_id=j-o1&_include=Observation:subject&_include=Observation:encounter > j-p1 j-e1
            Observation?_id=j-o1&_include=*                                         > j-p1 j-e1 j-d1
            Observation?_id=j-o1&_include=Observation:*                             > j-p1 j-e1 j-d1
            Observation?_id=j-o1&_include=Observation:subject&_include=Patient:general-practitioner > j-p1
            Observation?_id=j-o1&_include=Observation:subject&_include:iterate=Patient:general-practitioner > j-p1 j-d1
            Observation?_id=j-o2&_include=Observation:has-member                    > j-o3
            Observation?_id=j-o2&_include:iterate=Observation:has-member            > j-o3 j-o4
            Observation?_id=j-o2,j-o3&_include=Observation:has-member               > j-o4
            Observation?_id=j-o1&_revinclude=DiagnosticReport:result                > j-r1
            Patient?_id=j-p1&_revinclude=Observation:patient                        > j-o1
            Patient?_id=j-p1&_revinclude=Observation:patient&_revinclude:iterate=DiagnosticReport:result > j-o1 j-r1
            Practitioner?_id=j-d1&_revinclude=Encounter:*                           > j-e1
            """)
    void bringsAlongWhatBelongsTo(String search, String expected) {
        List<String> wanted =
                expected == null ? List.of() : List.of(expected.strip().split(" +"));

        assertThat(ids(search(hospital, search), "include")).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            Observation?patient.nothing=1                          > not-supported
            Observation?code.text=1                                > not-supported
            Observation?subject:Medication.code=1                  > not-supported
            Provenance?target._id=1                                > too-costly
            Observation?has-member:Observation.has-member:Observation.has-member:Observation.has-member:Observation.has-member:Observation.code=1 > too-costly
            Patient?_has:Observation:patient=1                     > value
            Patient?_has:Observation:encounter:code=1              > not-supported
            Patient?_has:AuditEvent:patient:action=R               > not-supported
            Observation?_include=Observation:code                  > not-supported
            Observation?_include=Observation:subject:Practitioner  > not-supported
            Observation?_include=Observation                       > value
            Observation?_include:recurse=Observation:subject       > not-supported
            Observation?_revinclude=*                              > value
            Patient?_revinclude=AuditEvent:patient                 > not-supported
            Observation?_contained=true                            > not-supported
            """)
    void refusesWhatCannotBeJoined(String search, String issue) {
        Answer answer = search(hospital, search);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issue()).isEqualTo(issue);
    }

    @Test
    void showsNothingHiddenThroughChainsOrInclusion() {
        String open = hospital.put("/fhir/Consent/j-c1", CONSENT.formatted("j-c1", "j-p1", "active"))
                        .status()
                + "";
        assertThat(open).isIn("201", "200", "403", "404");
        Calls resident = hub.with(issuer.resident("j-p1"));
        assertThat(resident.put("/fhir/Consent/j-c1", CONSENT.formatted("j-c1", "j-p1", "active"))
                        .status())
                .isIn(200, 201);

        assertThat(ids(search(physician, "Observation?patient.family=Zhangjoined"), "match"))
                .containsExactly("j-o1");
        assertThat(ids(search(physician, "Patient?_has:Observation:patient:code=718-7"), "match"))
                .containsExactly("j-p1");
        assertThat(ids(search(physician, "Patient?_has:Observation:patient:status=amended"), "match"))
                .isEmpty();
        // Neither the encounter nor the report is shared: nothing of them may be told by the result.
        assertThat(ids(search(physician, "Observation?encounter.participant.name=Lichained"), "match"))
                .isEmpty();
        Answer along = search(physician, "Observation?_id=j-o1,j-o2&_include=*&_revinclude=DiagnosticReport:result");
        assertThat(ids(along, "match")).containsExactly("j-o1");
        assertThat(ids(along, "include")).containsExactlyInAnyOrder("j-p1", "j-d1");
        assertThat(ids(search(resident, "Observation?patient.family=Zhangjoined"), "match"))
                .containsExactly("j-o1");
    }

    @Test
    void namesWhatCameAlongInTheAuditEntry() {
        Answer found = search(hospital, "Observation?_id=j-o2&_include=Observation:patient&_total=accurate");

        Answer entry = auditor.get("/fhir/AuditEvent?entity=Patient/j-p2&subtype=search-type&_count=1");

        assertThat(ids(found, "include")).containsExactly("j-p2");
        assertThat(found.json().path("total").asInt()).isEqualTo(1);
        assertThat(entry.body()).contains("Patient/j-p2").contains("Observation/j-o2");
    }
}
