package org.hulian.mappers;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hulian.mappers.definition.Definitions;
import org.hulian.terminology.translate.ConceptMapSource;
import org.hulian.terminology.translate.ConceptMaps;

/** A hospital with local codes, and the mapper that knows its maps. */
public final class TestSenders {

    private static final String TESTS = """
            {"resourceType":"ConceptMap","id":"second-tests","url":"http://hulian.org/fhir/ConceptMap/second-tests",
             "version":"1","name":"second_tests","status":"active",
             "group":[{"source":"http://hulian.org/fhir/codes/city-second","target":"http://loinc.org","element":[
              {"code":"GLU-K","target":[{"code":"14749-6","equivalence":"equivalent"}]}]}]}
            """;
    private static final String UNITS = """
            {"resourceType":"ConceptMap","id":"second-units","url":"http://hulian.org/fhir/ConceptMap/second-units",
             "version":"1","name":"second_units","status":"active",
             "group":[{"source":"http://hulian.org/fhir/codes/city-second/units","target":"http://unitsofmeasure.org","element":[
              {"code":"毫摩尔/升","target":[{"code":"mmol/L","equivalence":"equal"}]}]}]}
            """;

    public static final Sender SECOND = new Sender(
            "city-second",
            "GB18030-2000",
            ZoneId.of("Asia/Shanghai"),
            Map.of(
                    "MR", "http://hulian.org/fhir/identifier/mrn/city-second",
                    "NI", "http://hulian.org/fhir/identifier/national-id",
                    "HC", "http://hulian.org/fhir/identifier/health-card"),
            "http://hulian.org/fhir/codes/city-second",
            "second-units",
            "second-tests",
            Set.of("CITY2"));

    public static final Sender PLAIN = new Sender(
            "plain", "UNICODE UTF-8", ZoneId.of("UTC"), Map.of(), "http://example.org/codes", "", "", Set.of());

    public static final MessageMapper MAPPER = new MessageMapper(
            Definitions.bundled(),
            ConceptMaps.bundled()
                    .with(ConceptMapSource.of("tests.json", TESTS))
                    .with(ConceptMapSource.of("units.json", UNITS)));

    private TestSenders() {}

    public static SourceMessage message(String text) {
        return message(text.getBytes(StandardCharsets.UTF_8));
    }

    public static SourceMessage gb18030(String text) {
        return message(text.getBytes(Charset.forName("GB18030")));
    }

    public static SourceMessage message(byte[] bytes) {
        return new SourceMessage(
                new UUID(0x0190_0000_0000_7000L, 1L | Long.MIN_VALUE), bytes, Instant.parse("2026-06-01T00:00:00Z"));
    }
}
