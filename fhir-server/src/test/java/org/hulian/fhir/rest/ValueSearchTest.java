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

/** Searches that need value sets, Lists or a look into bodies, from outside: https://hl7.org/fhir/R4/search.html. */
@QuarkusTest
class ValueSearchTest extends HubTest {
    private final Calls steward = hub.with(issuer.person("steward1", "steward"));

    @BeforeEach
    void load() {
        if (hospital.get("/fhir/Patient/v-p1").status() == 200) {
            return;
        }
        put(hospital, "Patient/v-p1", "\"name\":[{\"family\":\"Valuesearch\"}]");
        put(hospital, "Observation/v-o1", observation("718-7", "Haemoglobin", 131));
        put(hospital, "Observation/v-o2", observation("789-8", "Erythrocytes", 4));
        put(hospital, "List/v-l1", """
                "status":"current","mode":"working","entry":[{"item":{"reference":"Observation/v-o1"}}]""");
        put(steward, "ValueSet/v-s1", """
                "status":"active","url":"urn:v:set","compose":{"include":[{"system":"http://loinc.org",
                "concept":[{"code":"718-7"},{"code":"1-1"}]}],"exclude":[{"system":"http://loinc.org","concept":[{"code":"1-1"}]}]}""");
        put(steward, "ValueSet/v-s2", """
                "status":"active","url":"urn:v:both","compose":{"include":[{"valueSet":["urn:v:set"]},
                {"system":"urn:v:codes","filter":[{"property":"concept","op":"is-a","value":"red"}]}]}""");
        put(steward, "CodeSystem/v-c1", """
                "status":"active","url":"urn:v:codes","content":"complete","concept":[{"code":"blood","concept":[
                {"code":"red","concept":[{"code":"young"}]},{"code":"white"}]}]""");
        put(
                hospital,
                "Observation/v-o3",
                observation("x", "x", 1)
                        .replace("http://loinc.org", "urn:v:codes")
                        .replace("\"x\"", "\"young\""));
    }

    private static String observation(String code, String display, int value) {
        return """
                "status":"final","subject":{"reference":"Patient/v-p1"},
                "code":{"coding":[{"system":"http://loinc.org","code":"%s","display":"%s"}]},
                "valueQuantity":{"value":%d,"unit":"g/L","system":"http://unitsofmeasure.org","code":"g/L"}""".formatted(code, display, value);
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .map(entry -> entry.at("/resource/id").asText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            Observation?patient=v-p1&code:in=urn:v:set                   > v-o1
            Observation?patient=v-p1&code:in=urn:v:both                  > v-o1 v-o3
            Observation?patient=v-p1&code:not-in=urn:v:set               > v-o2 v-o3
            Observation?patient=v-p1&code:below=urn:v:codes|blood        > v-o3
            Observation?patient=v-p1&code:below=urn:v:codes|white        >
            Observation?patient=v-p1&code:above=urn:v:codes|young        > v-o3
            Observation?patient=v-p1&_filter=code in urn:v:set           > v-o1
            Observation?patient.family=Valuesearch&code:in=urn:v:set     > v-o1
            Patient?family=Valuesearch&_has:Observation:patient:code:in=urn:v:set > v-p1
            Observation?_list=v-l1                                       > v-o1
            Observation?_list=v-none                                     >
            Observation?patient=v-p1&code:text=haemo                     > v-o1
            Observation?patient=v-p1&_content=erythrocytes               > v-o2
            Observation?patient=v-p1&_sort=-code                         > v-o3 v-o2 v-o1
            Observation?patient=v-p1&value-quantity=gt0.1|http://unitsofmeasure.org|kg/L > v-o1
            Patient?_has:Observation:patient:code:text=haemo&family=Valuesearch > v-p1
            """)
    void finds(String search, String expected) {
        List<String> ids =
                expected == null ? List.of() : List.of(expected.strip().split(" +"));

        assertThat(ids(search(hospital, search))).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void whatIsHiddenIsNotSiftedEither() {
        assertThat(ids(search(physician, "Observation?patient=v-p1&_content=haemoglobin")))
                .isEmpty();
        assertThat(ids(search(physician, "Observation?_list=v-l1"))).isEmpty();
    }

    @Test
    void anUnknownValueSetIsRefusedAndNotTakenForEmpty() {
        Answer answer = search(hospital, "Observation?code:in=urn:v:unknown");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("not known to this server");
    }

    @Test
    void onlyTheStewardDefinesSearchParameters() {
        String definition = """
                {"resourceType":"SearchParameter","id":"v-sp","url":"urn:v:sp","name":"shelf","status":"active","code":"shelf",
                 "description":"d","base":["Specimen"],"type":"string","expression":"Specimen.extension('urn:shelf').value"}""";

        assertThat(hospital.put("/fhir/SearchParameter/v-sp", definition).status())
                .isEqualTo(403);
        assertThat(steward.put("/fhir/SearchParameter/v-sp", definition).status())
                .isEqualTo(201);
        assertThat(steward.put("/fhir/SearchParameter/v-sp", definition.replace("extension('", "descendants('"))
                        .status())
                .isEqualTo(422);
    }
}
