package org.hulian.mappers.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.hulian.mappers.LocalCodes;
import org.hulian.mappers.Sender;
import org.hulian.mappers.TestSenders;
import org.hulian.mappers.json.JsonValue;
import org.hulian.mappers.json.JsonWriter;
import org.hulian.mappers.source.hl7v2.Hl7v2Limits;
import org.hulian.mappers.source.hl7v2.Hl7v2Message;
import org.hulian.mappers.source.hl7v2.Hl7v2Parser;
import org.hulian.mappers.source.hl7v2.Segment;
import org.hulian.mappers.source.hl7v2.Value;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.translate.ConceptMaps;
import org.hulian.terminology.translate.Translation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "2026, 2026",
        "202603, 2026-03",
        "20260312, 2026-03-12",
        "202603120930, 2026-03-12T09:30:00+08:00",
        "20260312093015.123-0500, 2026-03-12T09:30:15.123-05:00",
        "19880601120000, 1988-06-01T12:00:00+09:00",
        "2026-03-12 09:30:15, 2026-03-12T09:30:15+08:00"
    })
    void readsTimesInTheZoneOfTheSender(String sent, String expected) {
        assertThat(Dates.dateTime(sent, SHANGHAI)).isEqualTo(new JsonValue.Text(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20260230", "0000", "202613", "2026031225", "yesterday", "20260312093061"})
    void refusesTimesThatAreNone(String sent) {
        assertThat(Dates.dateTime(sent, SHANGHAI)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"5.60, 5.60", "+5, 5", ".5, 0.5", "007, 7", "1E3, 1000", "-0.10, -0.10", "<0.10, 0.10"})
    void keepsThePrecisionOfNumbers(String sent, String expected) {
        assertThat(Quantities.decimal(sent)).isEqualTo(new JsonValue.Num(expected));
    }

    @ParameterizedTest
    @CsvSource({"王^小明, 王小明", "Doe^John^Q^Jr^Dr, Dr John Q Doe Jr", "Doe, Doe", "김^철수, 김철수"})
    void writesNamesInTheirOwnOrder(String sent, String expected) {
        assertThat(apply("personName", sent)).isEqualTo('"' + expected + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "9^^^A^MR, http://hulian.org/fhir/identifier/mrn/city-second",
        "9^^^A&1.2.3&ISO^MR, urn:oid:1.2.3",
        "9^^^A&1.2.3&ISO^NI, http://hulian.org/fhir/identifier/national-id",
        "9^^^A^XX, http://hulian.org/fhir/identifier/xx/city-second/A",
        "9, http://hulian.org/fhir/identifier/local/city-second"
    })
    void choosesTheSystemOfAnIdentifier(String sent, String expected) {
        assertThat(apply("identifierSystem", sent)).isEqualTo('"' + expected + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "3.9-6.1, 3.9, 6.1",
        "(3.9 - 6.1) mmol/L, 3.9, 6.1",
        "3.9~6.1, 3.9, 6.1",
        "3.9～6.1, 3.9, 6.1",
        "-2--1, -2, -1",
        "<5, , 5",
        ">=10, 10, ",
        "negative, , "
    })
    void readsReferenceRangesWrittenAsText(String sent, @Nullable String low, @Nullable String high) {
        assertThat(apply("rangeLow", sent)).isEqualTo(low == null ? null : "{\"value\":" + low + "}");
        assertThat(apply("rangeHigh", sent)).isEqualTo(high == null ? null : "{\"value\":" + high + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "13800000000, 13800000000",
        "^PRN^PH^^86^871^1234567^8, +86 871 1234567 ext. 8",
        "^NET^Internet^a@example.org, a@example.org"
    })
    void readsNumbersAndAddressesOfContacts(String sent, String expected) {
        assertThat(apply("phoneNumber", sent)).isEqualTo('"' + expected + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "GLU^x^LN, http://loinc.org",
        "GLU^x^L, http://hulian.org/fhir/codes/city-second",
        "GLU, http://hulian.org/fhir/codes/city-second",
        "M^x^HL70002, http://terminology.hl7.org/CodeSystem/v2-0002",
        "X^x^HIS A, http://hulian.org/fhir/codes/city-second/HIS%20A"
    })
    void namesTheSystemOfACode(String sent, String expected) {
        assertThat(apply("codingSystem", sent)).isEqualTo('"' + expected + '"');
    }

    @ParameterizedTest
    @CsvSource({"mmol/L^^UCUM, mmol/L", "g/L, g/L"})
    void takesUnitsThatAreUcum(String sent, String expected) {
        assertThat(apply("ucumCode", sent)).isEqualTo('"' + expected + '"');
    }

    @Test
    void leavesAUnitThatIsNoneWithoutCode() {
        assertThat(apply("ucumCode", "spoons")).isNull();
        assertThat(apply("unitText", "spoons")).isEqualTo("\"spoons\"");
    }

    @Test
    void refusesDataThatIsNotBase64() {
        assertThat(apply("trimmedBase64", "JVBE Ri0=")).isEqualTo("\"JVBERi0=\"");
        assertThat(apply("trimmedBase64", "%%%")).isNull();
    }

    private static @Nullable String apply(String name, String sent) {
        String text = "MSH|^~\\&|A|B|C|D|2026||ADT^A01|1|P|2.5\rZZZ|" + sent + "\r";
        Hl7v2Message message = (Hl7v2Message)
                new Hl7v2Parser(Hl7v2Limits.DEFAULT).parse(text.getBytes(StandardCharsets.UTF_8), "UNICODE UTF-8");
        Value value = message.segments().get(1).repetitions(1).get(0).value();
        MappingFunction function = Objects.requireNonNull(Functions.named(name));
        JsonValue json = function.apply(new Call(new Alone(message.segments()), value, List.of(), null, null));
        return json == null ? null : JsonWriter.text(json);
    }

    /** A run of one function, with the bundled maps and a hospital's settings. */
    private record Alone(List<Segment> segments) implements Context {
        @Override
        public Sender sender() {
            return TestSenders.SECOND;
        }

        @Override
        public Instant received() {
            return Instant.parse("2026-06-01T00:00:00Z");
        }

        @Override
        public Translation translate(String map, Coding source) {
            return map.startsWith("v2-")
                    ? ConceptMaps.bundled().translate(map, source)
                    : new Translation.Unmapped("no such map here");
        }

        @Override
        public @Nullable Translation decided(LocalCodes.Kind kind, Coding source) {
            return null;
        }

        @Override
        public @Nullable Value field(String segment, int number) {
            return null;
        }

        @Override
        public void warn(String code, Value at, String en, String zh) {
            assertThat(zh).isNotBlank();
        }
    }
}
