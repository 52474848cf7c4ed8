package org.hulian.mappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hulian.mappers.TestSenders.MAPPER;
import static org.hulian.mappers.TestSenders.PLAIN;
import static org.hulian.mappers.TestSenders.SECOND;
import static org.hulian.mappers.TestSenders.gb18030;
import static org.hulian.mappers.TestSenders.message;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessageMapperTest {

    private static final String HEADER =
            "MSH|^~\\&|LIS|CITY2|HUB|HULIAN|20260312093000||ORU^R01|C2-1|P|2.4||||||GB18030-2000\r";
    private static final String PATIENT = "PID|1||20260001^^^CITY2^MR~110101199003071234^^^^NI||王^小明||19900307|M\r";
    private static final String ORDER = "OBR|1|P1|F1|BIO^生化^L|||20260312083000||||||||||||||||LAB|F\r";
    private static final String GLUCOSE = "OBX|1|NM|GLU-K^血糖^L||5.60|毫摩尔/升|3.9-6.1|N|||F\r";

    @Test
    void givesTheLocalCodeItsLoincAndKeepsWhatWasSent() {
        String bundle = bundle(MAPPER.map(gb18030(HEADER + PATIENT + ORDER + GLUCOSE), SECOND));

        assertThat(bundle)
                .contains("{\"system\":\"http://loinc.org\",\"code\":\"14749-6\"")
                .contains(
                        "{\"system\":\"http://hulian.org/fhir/codes/city-second\",\"code\":\"GLU-K\",\"display\":\"血糖\"}")
                .contains(
                        "\"valueQuantity\":{\"value\":5.60,\"unit\":\"毫摩尔/升\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mmol/L\"}")
                .contains("\"low\":{\"value\":3.9,\"unit\":\"毫摩尔/升\"")
                .contains("\"effectiveDateTime\":\"2026-03-12T08:30:00+08:00\"")
                .contains("\"text\":\"王小明\",\"family\":\"王\",\"given\":[\"小明\"]")
                .contains(
                        "\"system\":\"http://hulian.org/fhir/identifier/national-id\",\"value\":\"110101199003071234\"");
    }

    @Test
    void givesTheSameBytesTheSameBundle() {
        SourceMessage message = gb18030(HEADER + PATIENT + ORDER + GLUCOSE);

        assertThat(MAPPER.map(message, SECOND).bundle())
                .isEqualTo(MAPPER.map(message, SECOND).bundle());
    }

    @Test
    void correctsTheSameObservationWhicheverComesFirst() {
        MappingResult first = MAPPER.map(gb18030(HEADER + PATIENT + ORDER + GLUCOSE), SECOND);
        String correction = GLUCOSE.replace("5.60", "5.70").replace("|F\r", "|C\r");
        String others = "OBX|1|ST|X^其他^L||a||||||F\r" + correction.replace("OBX|1", "OBX|2");
        MappingResult second = MAPPER.map(gb18030(HEADER.replace("C2-1", "C2-2") + PATIENT + ORDER + others), SECOND);

        assertThat(ids(second, "Observation")).containsAll(ids(first, "Observation"));
        assertThat(ids(second, "DiagnosticReport")).isEqualTo(ids(first, "DiagnosticReport"));
        assertThat(bundle(second)).contains("\"status\":\"corrected\"");
    }

    @Test
    void keepsResultsApartThatShareACodeInOneOrder() {
        MappingResult result =
                MAPPER.map(gb18030(HEADER + PATIENT + ORDER + GLUCOSE + GLUCOSE.replace("OBX|1", "OBX|2")), SECOND);

        assertThat(ids(result, "Observation")).hasSize(2);
    }

    @Test
    void givesAnotherSenderOtherIds() {
        SourceMessage message = gb18030(HEADER + PATIENT + ORDER + GLUCOSE);

        assertThat(ids(MAPPER.map(message, SECOND), "Patient"))
                .doesNotContainAnyElementsOf(ids(MAPPER.map(message, PLAIN), "Patient"));
    }

    @Test
    void flagsACodeWithoutTargetAndKeepsIt() {
        MappingResult result =
                MAPPER.map(gb18030(HEADER + PATIENT + ORDER + GLUCOSE.replace("GLU-K", "GLU-Q")), SECOND);

        assertThat(result.status()).isEqualTo(Status.WARNING);
        assertThat(result.problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("CODE_MAPPING");
            assertThat(problem.location()).isEqualTo("OBX[1]-3");
            assertThat(problem.zh()).contains("GLU-Q");
        });
        assertThat(bundle(result)).contains("\"code\":\"GLU-Q\"");
    }

    @Test
    void tracesEveryElementToItsPlaceAndRow() {
        MappingResult result = MAPPER.map(gb18030(HEADER + PATIENT + ORDER + GLUCOSE), SECOND);

        assertThat(result.trace()).anySatisfy(entry -> {
            assertThat(entry.path()).endsWith("valueQuantity.value");
            assertThat(entry.source()).isEqualTo("OBX[1]-5");
            assertThat(entry.row()).isEqualTo("segments/OBX#value > datatypes/NM-Quantity#value");
        });
        assertThat(result.trace()).anySatisfy(entry -> {
            assertThat(entry.path()).isEqualTo("Bundle.entry[0].resource.name[0].family");
            assertThat(entry.source()).isEqualTo("PID[1]-5.1");
        });
    }

    @Test
    void answersForEveryPopulatedField() {
        String extra = "ZPI|1|local^x\r" + GLUCOSE.replace("|N|||F", "|N|0.9||F");
        Coverage coverage =
                MAPPER.map(gb18030(HEADER + PATIENT + ORDER + extra), SECOND).coverage();

        assertThat(coverage.populated())
                .isEqualTo(coverage.mapped() + coverage.unmapped().size());
        assertThat(coverage.unmapped()).extracting(Coverage.Unmapped::source).contains("ZPI[1]-2", "OBX[1]-9");
        assertThat(coverage.unmapped())
                .allSatisfy(part -> assertThat(part.reason()).isNotBlank());
    }

    @Test
    void keepsAnInjectedSegmentAsText() {
        String text = "OBX|1|TX|N^备注^L||one\\X0D\\OBX|2|NM|GLU-K^血糖^L||9.9||||||F\r";

        MappingResult result = MAPPER.map(gb18030(HEADER + PATIENT + ORDER + text), SECOND);

        assertThat(ids(result, "Observation")).hasSize(1);
        assertThat(bundle(result)).contains("one\\rOBX");
    }

    @Test
    void namesTheTypesItHasWhenThereIsNoDefinition() {
        MappingResult result =
                MAPPER.map(message(HEADER.replace("ORU^R01", "MDM^T02").replace("GB18030-2000", "")), PLAIN);

        assertThat(result.status()).isEqualTo(Status.CONVERSION_ERROR);
        assertThat(result.bundle()).isNull();
        assertThat(result.problems().get(0).en())
                .contains("MDM^T02")
                .contains("ADT^A01")
                .contains("ORU^R01");
    }

    @Test
    void refusesAResultWithoutPatient() {
        MappingResult result = MAPPER.map(gb18030(HEADER + ORDER + GLUCOSE), SECOND);

        assertThat(result.status()).isEqualTo(Status.CONVERSION_ERROR);
        assertThat(result.problems()).extracting(Problem::code).contains("REQUIRED_MISSING");
    }

    @Test
    void saysWhichByteOfTheMessageIsWrong() {
        MappingResult result = MAPPER.map(message(HEADER.replace("GB18030-2000", "ASCII") + PATIENT), SECOND);

        assertThat(result.status()).isEqualTo(Status.PARSING_ERROR);
        assertThat(result.problems().get(0).code()).isEqualTo("CHARSET_MISMATCH");
    }

    @Test
    void leavesAFutureBirthDateOutWithAWarning() {
        MappingResult result = MAPPER.map(gb18030(HEADER + PATIENT.replace("19900307", "20990101")), SECOND);

        assertThat(result.problems()).extracting(Problem::code).contains("DATE_IN_FUTURE");
        assertThat(bundle(result)).doesNotContain("2099-01-01");
    }

    private static String bundle(MappingResult result) {
        return new String(Objects.requireNonNull(result.bundle()), StandardCharsets.UTF_8);
    }

    private static Set<String> ids(MappingResult result, String type) {
        Matcher urls = Pattern.compile("\"url\":\"" + type + "/([^\"]+)\"").matcher(bundle(result));
        return urls.results().map(match -> match.group(1)).collect(Collectors.toSet());
    }
}
