package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.hulian.fhir.testing.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries as https://hl7.org/fhir/R4/graphql.html has them. */
@QuarkusTest
class GraphQueryTest extends GraphHub {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            { id active gender }                         > {"id":"g-p1","active":true,"gender":"male"}
            { resourceType __typename }                  > {"resourceType":"Patient","__typename":"Patient"}
            { deceasedBoolean photo { title } }          > {"deceasedBoolean":null,"photo":null}
            { born: birthDate }                          > {"born":"1980-05-06"}
            { _birthDate { extension { valueDateTime } } } > {"_birthDate":{"extension":[{"valueDateTime":"1980-05-06T07:08:09+08:00"}]}}
            { name(use: usual) { given } }               > {"name":[{"given":["Jim"]}]}
            { name(_offset: 1, _count: 1) { use } }      > {"name":[{"use":"usual"}]}
            { name(fhirpath: "family.exists() and use != 'maiden'") { family } } > {"name":[{"family":"Chalmers"}]}
            { name(fhirpath: "given.startsWith('Ji')") { use } } > {"name":[{"use":"usual"}]}
            { name { given @first } }                    > {"name":[{"given":"Peter"},{"given":"Jim"},{"given":"Peter"}]}
            { name @first { family } }                   > {"name":{"family":"Chalmers"}}
            { name @flatten { given family } }           > {"given":["Peter","James","Jim","Peter","James"],"family":["Chalmers","Windsor"]}
            { name(use: official) @flatten { given family @singleton } } > {"given":["Peter","James"],"family":"Chalmers"}
            { name @flatten @slice(path: "use") { given @first } } > {"given.official":["Peter"],"given.usual":["Jim"],"given.maiden":["Peter"]}
            { name @flatten @slice(path: "$index") { use @singleton } } > {"use.0":"official","use.1":"usual","use.2":"maiden"}
            { managingOrganization { resource { ... on Organization { name } } } } > {"managingOrganization":{"resource":{"name":"Contained"}}}
            { contained { ... on Organization { id } } } > {"contained":[{"id":"o"}]}
            { generalPractitioner { resource(optional: true) { ... on Practitioner { id } } } } > {"generalPractitioner":[{"resource":{"id":"g-d1"}},{"resource":null}]}
            { generalPractitioner { reference resource(type: Organization) { name } } } > {"generalPractitioner":[{"reference":"Practitioner/g-d1","resource":null},{"reference":"Practitioner/g-none","resource":null}]}
            { ObservationList(_reference: patient, code: "718-7") { id } } > {"ObservationList":[{"id":"g-o3"}]}
            { active @skip(if: true) gender @include(if: false) id } > {"id":"g-p1"}
            query Q($u: String = "usual") { name(use: $u) { ...N } } fragment N on HumanName { given } > {"name":[{"given":["Jim"]}]}
            """)
    void answersAboutOneResourceInTheShapeThatIsAsked(String query, String expected) throws Exception {
        JsonNode data = data("Patient/g-p1/", query);

        assertThat(data).isEqualTo(JSON.readTree(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            { Patient(id: "g-p1") { gender } }           > {"Patient":{"gender":"male"}}
            { PatientList(identifier: "urn:g|1") { id } } > {"PatientList":[{"id":"g-p1"}]}
            { PatientList(identifier: "urn:g|9") { id } } > {"PatientList":[]}
            { ObservationList(patient: "g-p1", code: "14749-6", _sort: "-date", _count: 1) { id } } > {"ObservationList":[{"id":"g-o2"}]}
            { ObservationList(patient: "g-p1", date: ["ge2026-11-02", "lt2026-11-03"]) { id } } > {"ObservationList":[{"id":"g-o2"}]}
            { ObservationList(patient: "g-p1", value_quantity: "gt6") { valueQuantity { value } } } > {"ObservationList":[{"valueQuantity":{"value":6.10}}]}
            { DiagnosticReportList(patient: "g-p1") { result { resource { ... on Observation { subject { resource(type: Patient) { id } } } } } } } > {"DiagnosticReportList":[{"result":[{"resource":{"subject":{"resource":{"id":"g-p1"}}}},{"resource":{"subject":{"resource":{"id":"g-p1"}}}}]}]}
            { DiagnosticReportList(patient: "g-p1") @flatten { result @flatten { resource(type: Observation) @flatten { effectiveDateTime } } } } > {"effectiveDateTime":["2026-11-01","2026-11-02"]}
            """)
    void readsSearchesAndFollowsOnTheWholeServer(String query, String expected) throws Exception {
        JsonNode data = data("", query);

        assertThat(data).isEqualTo(JSON.readTree(expected));
    }

    @Test
    void keepsTheDigitsOfDecimals() {
        Answer answer = ask(hospital, "Observation/g-o1/", "{ valueQuantity { value } }");

        assertThat(answer.body()).isEqualTo("{\"data\":{\"valueQuantity\":{\"value\":5.60}}}");
    }

    @Test
    void takesTheQueryInEveryFormOfTheOperation() {
        String query =
                "query A { Patient(id: \"g-p1\") { id } } query B($g: String) { PatientList(identifier: \"urn:g|1\","
                        + " gender: $g) { gender } }";
        ObjectNode sent = JSON.createObjectNode().put("query", query).put("operationName", "B");
        sent.putObject("variables").put("g", "male");
        String parameters = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"query\",\"valueString\":"
                + "\"{ Patient(id: \\\"g-p1\\\") { gender } }\"}]}";

        Answer json = hospital.post("/fhir/$graphql", sent.toString(), "Content-Type", "application/json");
        Answer url = hospital.get(
                "/fhir/$graphql?operationName=A&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        Answer fhir = hospital.post("/fhir/$graphql", parameters);

        assertThat(json.json().at("/data/PatientList/0/gender").asText())
                .as(json.body())
                .isEqualTo("male");
        assertThat(url.json().at("/data/Patient/id").asText()).as(url.body()).isEqualTo("g-p1");
        assertThat(fhir.json().at("/data/Patient/gender").asText())
                .as(fhir.body())
                .isEqualTo("male");
    }

    @Test
    void turnsThePagesOfAConnection() {
        String ask = "{ ObservationConnection(patient: \"g-p1\", _sort: \"date\", _count: 2%s)"
                + " { count pagesize next edges { mode resource { id } } } }";

        JsonNode first = data("", ask.formatted("")).path("ObservationConnection");
        String cursor = ", _cursor: \"" + first.path("next").asText() + "\"";
        JsonNode second = data("", ask.formatted(cursor)).path("ObservationConnection");
        Answer other = ask(hospital, "", ask.formatted(cursor).replace("\"date\"", "\"-date\""));

        assertThat(first.path("count").asInt()).isEqualTo(3);
        assertThat(first.at("/edges/1/resource/id").asText()).isEqualTo("g-o2");
        assertThat(first.at("/edges/0/mode").asText()).isEqualTo("match");
        assertThat(second.at("/edges/0/resource/id").asText()).isEqualTo("g-o3");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(other.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ Patient(id: \"g-p1\") { id",
                "{ Patient { id } }",
                "{ Patient(id: \"g-p1\") { nom } }",
                "{ Patient(id: \"g-p1\") { name } }",
                "{ Patient(id: \"g-p1\") { id { x } } }",
                "{ Patient(id: \"g-p1\") { id @upper } }",
                "{ Patient(id: \"g-p1\") { name(colour: red) { given } } }",
                "{ Patient(id: \"g-p1\") { name { family } name @first { family } } }",
                "{ Patient(id: \"g-p1\") { name(fhirpath: \"given.matches('a')\") { family } } }",
                "{ Patient(id: \"g-p1\") { name(fhirpath: \"%resource.name.exists()\") { family } } }",
                "{ Patient(id: \"g-p1\") { ...A } } fragment A on Patient { ...B } fragment B on Patient { ...A }",
                "{ PatientList(colour: \"red\") { id } }",
                "{ PatientList(birthdate: \"gestern\") { id } }",
                "{ AuditEventList(patient: \"g-p1\") { id } }",
                "{ ObservationList(_reference: patient) { id } }",
                "mutation { PatientCreate { id } }",
                "query A { Patient(id: \"1\") { id } } query B { Patient(id: \"1\") { id } }",
                "query A($x: String!) { Patient(id: $x) { id } }",
                "{ Patient(id: $x) { id } }"
            })
    void refusesWhatTheSchemaDoesNotHave(String query) {
        Answer answer = ask(hospital, "", query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    @Test
    void saysWhereAQueryIsWrong() {
        Answer answer = ask(hospital, "", "{ Patient(id: \"g-p1\") {\n  nom } }");

        assertThat(answer.json().at("/issue/0/expression/0").asText()).isEqualTo("query 2:3");
    }
}
