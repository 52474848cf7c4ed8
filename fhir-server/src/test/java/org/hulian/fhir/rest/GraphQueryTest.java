package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.hulian.fhir.testing.Answer;
import org.hulian.fhir.testing.Calls;
import org.hulian.fhir.testing.HubTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries as https://hl7.org/fhir/R4/graphql.html has them, and that access, audit and limits hold for them. */
@QuarkusTest
class GraphQueryTest extends HubTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void load() {
        if (hospital.get("/fhir/Patient/g-p1").status() == 200) {
            return;
        }
        put("Practitioner/g-d1", "\"name\":[{\"family\":\"李\"}]");
        put("Patient/g-p1", """
                "identifier":[{"system":"urn:g","value":"1"}],"active":true,"gender":"male","birthDate":"1980-05-06",
                "_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime",
                "valueDateTime":"1980-05-06T07:08:09+08:00"}]},
                "name":[{"use":"official","family":"Chalmers","given":["Peter","James"]},
                {"use":"usual","given":["Jim"]},{"use":"maiden","family":"Windsor","given":["Peter","James"]}],
                "generalPractitioner":[{"reference":"Practitioner/g-d1"},{"reference":"Practitioner/g-none"}],
                "contained":[{"resourceType":"Organization","id":"o","name":"Contained"}],
                "managingOrganization":{"reference":"#o"}""");
        put("Observation/g-o1", observation("14749-6", "2026-11-01") + ",\"valueQuantity\":{\"value\":5.60}");
        put("Observation/g-o2", observation("14749-6", "2026-11-02") + ",\"valueQuantity\":{\"value\":6.10}");
        put("Observation/g-o3", observation("718-7", "2026-11-03") + ",\"valueString\":\"text\"");
        put("DiagnosticReport/g-r1", """
                "status":"final","code":{"text":"r"},"subject":{"reference":"Patient/g-p1"},
                "result":[{"reference":"Observation/g-o1"},{"reference":"Observation/g-o2"}]""");
    }

    private static String observation(String code, String date) {
        return """
                "status":"final","code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},
                "subject":{"reference":"Patient/g-p1"},"effectiveDateTime":"%s","category":[{"coding":[{
                "system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}]""".formatted(code, date);
    }

    private void put(String reference, String members) {
        String[] parts = reference.split("/", -1);
        Answer answer = hospital.put(
                "/fhir/" + reference,
                "{\"resourceType\":\"" + parts[0] + "\",\"id\":\"" + parts[1] + "\"," + members + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static Answer ask(Calls caller, String path, String query) {
        return caller.post("/fhir/" + path + "$graphql", query, "Content-Type", "application/graphql");
    }

    private JsonNode data(String path, String query) {
        Answer answer = ask(hospital, path, query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().path("errors").isMissingNode())
                .as(answer.body())
                .isTrue();
        return answer.json().path("data");
    }

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
    }

    private static void assertCostly(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/issue/0/code").asText()).as(answer.body()).isEqualTo("too-costly");
    }
}
