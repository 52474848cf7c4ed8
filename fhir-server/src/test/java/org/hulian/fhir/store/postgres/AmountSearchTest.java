package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches by quantity, number and composite parameters on a real PostgreSQL. Each row: search, ids found. */
class AmountSearchTest {
    private static final String UCUM = "http://unitsofmeasure.org";

    private static TestStore hub;

    @BeforeAll
    static void load() {
        hub = new TestStore();
        hub.put(
                TestStore.FIRST,
                glucose("mmol", quantity("5.4", "mmol/L", "mmol/L")),
                glucose("molar", quantity("0.0054", "mol/L", "mol/L")),
                glucose("high", quantity("7.83", "mmol/L", "毫摩尔每升")),
                glucose(
                        "below",
                        "\"valueQuantity\":{\"value\":2,\"comparator\":\"<\",\"unit\":\"mmol/L\",\"system\":\"" + UCUM
                                + "\",\"code\":\"mmol/L\"}"),
                glucose(
                        "local",
                        "\"valueQuantity\":{\"value\":5.4,\"system\":\"urn:units\",\"code\":\"u1\",\"unit\":\"U\"}"),
                glucose("sampled", """
                        "valueSampledData":{"origin":{"value":10,"unit":"mV","system":"http://unitsofmeasure.org","code":"mV"},
                         "period":1,"factor":2,"dimensions":1,"data":"1 5 E 3"}"""),
                pressure("bp1", "150", "80"),
                pressure("bp2", "120", "95"),
                """
                {"resourceType":"Observation","id":"mixed","status":"final","code":{"coding":[{"code":"x"}]},
                 "component":[
                  {"code":{"coding":[{"system":"http://loinc.org","code":"a"}]},"valueCodeableConcept":{"coding":[{"system":"urn:v","code":"1"}]}},
                  {"code":{"coding":[{"system":"http://loinc.org","code":"b"}]},"valueCodeableConcept":{"coding":[{"system":"urn:v","code":"2"}]}}]}
                """,
                """
                {"resourceType":"Observation","id":"text","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"t"}]},
                 "valueString":"Clear"}
                """,
                """
                {"resourceType":"RiskAssessment","id":"r1","status":"final","subject":{"reference":"Patient/p1"},
                 "prediction":[{"probabilityDecimal":0.85}]}
                """,
                """
                {"resourceType":"RiskAssessment","id":"r2","status":"final","subject":{"reference":"Patient/p1"},
                 "prediction":[{"probabilityRange":{"low":{"value":0.1},"high":{"value":0.3}}}]}
                """,
                """
                {"resourceType":"DocumentReference","id":"d1","status":"current","content":[{"attachment":{"contentType":"text/plain"}}],
                 "relatesTo":[{"code":"replaces","target":{"reference":"DocumentReference/old"}},
                              {"code":"signs","target":{"reference":"DocumentReference/other"}}]}
                """,
                """
                {"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p1"},
                 "onsetAge":{"value":52,"unit":"years","system":"http://unitsofmeasure.org","code":"a"}}
                """,
                """
                {"resourceType":"Invoice","id":"i1","status":"issued","totalGross":{"value":48.50,"currency":"CNY"}}
                """);
    }

    private static String quantity(String value, String code, String unit) {
        return "\"valueQuantity\":{\"value\":%s,\"unit\":\"%s\",\"system\":\"%s\",\"code\":\"%s\"}"
                .formatted(value, unit, UCUM, code);
    }

    private static String glucose(String id, String value) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/p1"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"14749-6"},{"system":"urn:local","code":"GLU"}]},%s}""".formatted(id, value);
    }

    private static String pressure(String id, String systolic, String diastolic) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/p1"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"component":[
                 {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},%s},
                 {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},%s}]}""".formatted(id, quantity(systolic, "mm[Hg]", "mmHg"), quantity(diastolic, "mm[Hg]", "mmHg"));
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            Observation?value-quantity=5.4|http://unitsofmeasure.org|mmol/L     > mmol molar
            Observation?value-quantity=5|http://unitsofmeasure.org|mmol/L       > mmol molar
            Observation?value-quantity=5.40|http://unitsofmeasure.org|mmol/L    > mmol molar
            Observation?value-quantity=5.45|http://unitsofmeasure.org|mmol/L    >
            Observation?value-quantity=5400|http://unitsofmeasure.org|umol/L    > mmol molar
            Observation?value-quantity=5.4                                      > mmol local
            Observation?value-quantity=0.0054                                   > molar
            Observation?value-quantity=5.4||mmol/L                              > mmol
            Observation?value-quantity=7.83||毫摩尔每升                          > high
            Observation?value-quantity=5.4||U                                   > local
            Observation?value-quantity=5.4|urn:units|u1                         > local
            Observation?value-quantity=5.4|urn:other|u1                         >
            Observation?value-quantity=gt5.4|http://unitsofmeasure.org|mmol/L   > high
            Observation?value-quantity=ge5.4|http://unitsofmeasure.org|mmol/L   > mmol molar high
            Observation?value-quantity=lt5.4|http://unitsofmeasure.org|mmol/L   > below
            Observation?value-quantity=le5.4|http://unitsofmeasure.org|mmol/L   > mmol molar below
            Observation?value-quantity=ne5.4|http://unitsofmeasure.org|mmol/L   > high below
            Observation?value-quantity=sa5.4|http://unitsofmeasure.org|mmol/L   > high
            Observation?value-quantity=eb5.4|http://unitsofmeasure.org|mmol/L   > below
            Observation?value-quantity=ap7.5|http://unitsofmeasure.org|mmol/L   > high
            Observation?value-quantity=ge15|http://unitsofmeasure.org|mV        > sampled
            Observation?value-quantity=gt20|http://unitsofmeasure.org|mV        >
            Observation?value-quantity=1e1|http://unitsofmeasure.org|mV         >
            Observation?value-quantity:missing=true&status=final                > bp1 bp2 mixed text
            Observation?combo-value-quantity=150|http://unitsofmeasure.org|mm[Hg] > bp1
            Observation?combo-value-quantity=7.83                               > high
            Observation?component-value-quantity=80                             > bp1
            Observation?code-value-quantity=http://loinc.org|14749-6$gt7|http://unitsofmeasure.org|mmol/L > high
            Observation?code-value-quantity=GLU$7.83                            > high
            Observation?code-value-quantity=http://loinc.org|85354-9$150        >
            Observation?component-code-value-quantity=http://loinc.org|8480-6$gt140|http://unitsofmeasure.org|mm[Hg] > bp1
            Observation?component-code-value-quantity=http://loinc.org|8462-4$gt90  > bp2
            Observation?component-code-value-quantity=8462-4$gt90               > bp2
            Observation?component-code-value-quantity=http://loinc.org|8462-4$gt140 >
            Observation?component-code-value-quantity=http://loinc.org|8480-6$gt19|http://unitsofmeasure.org|kPa > bp1
            Observation?combo-code-value-quantity=http://loinc.org|8480-6$gt140 > bp1
            Observation?combo-code-value-quantity=http://loinc.org|14749-6$gt7||毫摩尔每升 > high
            Observation?combo-code-value-quantity=http://loinc.org|85354-9$gt1  >
            Observation?combo-code-value-quantity=http://loinc.org|8480-6$gt140,GLU$7.83 > bp1 high
            Observation?component-code-value-concept=http://loinc.org|a$urn:v|1 > mixed
            Observation?component-code-value-concept=a$1                        > mixed
            Observation?component-code-value-concept=http://loinc.org|a$urn:v|2 >
            Observation?component-code-value-concept=http://loinc.org|b$urn:v|  > mixed
            Observation?combo-code-value-concept=http://loinc.org|b$2           > mixed
            Observation?code-value-string=http://loinc.org|t$clear              > text
            RiskAssessment?probability=gt0.8                                    > r1
            RiskAssessment?probability=0.85                                     > r1
            RiskAssessment?probability=lt0.2                                    > r2
            RiskAssessment?probability=gt0.2                                    > r1 r2
            DocumentReference?relationship=DocumentReference/old$replaces       > d1
            DocumentReference?relationship=DocumentReference/old$signs          >
            Condition?onset-age=gt50|http://unitsofmeasure.org|a                > c1
            Condition?onset-age=gt600|http://unitsofmeasure.org|mo              > c1
            Invoice?totalgross=48.50|urn:iso:std:iso:4217|CNY                   > i1
            Invoice?totalgross=48.5||CNY                                        > i1
            Invoice?totalgross=48.5||USD                                        >
            """)
    void finds(String search, String expected) {
        List<String> ids =
                expected == null ? List.of() : List.of(expected.strip().split(" +"));

        assertThat(hub.ids(search.strip())).containsExactlyInAnyOrderElementsOf(ids);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            Observation?value-quantity=ge5|http://unitsofmeasure.org|mmol/L&_sort=-value-quantity > high molar mmol
            Observation?code=85354-9&_sort=-component-value-quantity            > bp1 bp2
            Observation?code=85354-9&_sort=combo-value-quantity                 > bp1 bp2
            RiskAssessment?patient=p1&_sort=-probability                        > r1 r2
            """)
    void sorts(String search, String expected) {
        assertThat(hub.ids(search.strip())).containsExactly(expected.strip().split(" +"));
    }
}
