package org.hulian.fhir.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceBodyTest {
    private static final BodyLimits SMALL = new BodyLimits(400, 6, 20, 100);
    private static final Instant AT = Instant.parse("2026-11-21T08:00:00.120Z");

    private static ResourceBody read(String json) {
        return ResourceBody.read(json.getBytes(StandardCharsets.UTF_8), SMALL, "http://h/fhir");
    }

    private static String composed(String json) {
        ComposedBody body = read(json).withMeta(new ResourceId("new"), new Version(3), AT);
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }

    /** The pieces marked in the composed body, with the kind's first letter. */
    private static List<String> marked(String json) {
        ComposedBody body = read(json).withMeta(new ResourceId("new"), new Version(3), AT);
        return body.marks().stream()
                .map(mark -> mark.kind().name().charAt(0)
                        + new String(body.bytes(), mark.start(), mark.end() - mark.start(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void idAndMetaAreFilledInAndTheRestStaysByteForByte() {
        assertThat(composed(
                        "{\"meta\":{\"versionId\":\"9\", \"profile\" : [\"u\"],\"lastUpdated\":\"x\"},\n \"v\": 1.00 ,\"id\":\"old\","
                                + "\"resourceType\":\"Basic\", \"t\":\"é\\u00e9\"}"))
                .isEqualTo("{\"resourceType\":\"Basic\",\"id\":\"new\",\"meta\":{\"versionId\":\"3\",\"lastUpdated\":"
                        + "\"2026-11-21T08:00:00.120Z\",\"profile\" : [\"u\"]},\"v\": 1.00,\"t\":\"é\\u00e9\"}");
    }

    @Test
    void theContentHashIgnoresWhatTheServerAssignsAndNothingElse() {
        byte[] secret = {1};
        byte[] hash = read("{\"resourceType\":\"Basic\",\"id\":\"a\",\"meta\":{\"versionId\":\"1\"},\"v\":1.0}")
                .contentHash(secret);

        assertThat(read("{\"id\":\"b\",\"resourceType\":\"Basic\",\"v\":1.0}").contentHash(secret))
                .isEqualTo(hash);
        assertThat(read("{\"resourceType\":\"Basic\",\"v\":1.00}").contentHash(secret))
                .isNotEqualTo(hash);
        assertThat(read("{\"resourceType\":\"Basic\",\"v\":1.0}").contentHash(new byte[] {2}))
                .isNotEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "subject":{"reference":"Patient/p1","display":"N"}               ~ PPp1 S"N"
            "subject":{"display":"N","reference":"http://h/fhir/Patient/p1"} ~ S"N" PPp1
            "a":[{"reference":"Patient/p1/_history/2"}]                      ~ PPp1
            "a":{"reference":"Practitioner/p1","display":"N"}                ~
            "a":{"reference":"RelatedPerson/p1","display":"N"}               ~ S"N"
            "a":{"type":"Patient","identifier":{"value":"1"}}                ~ S{"value":"1"}
            "subject":{"identifier":{"value":"1"}}                           ~ S{"value":"1"}
            "text":{"div":"<div/>"}                                          ~ S"<div/>"
            "note":[{"text":"n"}]                                            ~ S"n"
            "contained":[{"a":{"reference":"Patient/x"},"resourceType":"Patient"}] ~ S{"a":{"reference":"Patient/x"},"resourceType":"Patient"}
            "content":[{"attachment":{"data":"QQ=="}}]                       ~ S"QQ=="
            "valueSampledData":{"origin":{"value":1},"data":"1 2"}           ~
            "subject":{"reference":"Patient\\/p1"}                            ~ S"Patient\\/p1"
            "subject":{"reference":"\\u0050atient/p1"}                        ~ S"\\u0050atient/p1"
            "a":[{"reference":"Patient?identifier=s|1"}]                     ~ S"Patient?identifier=s|1"
            "contained":[{"resourceType":"Pat\\u0069ent","id":"x"}]           ~ S{"resourceType":"Pat\\u0069ent","id":"x"}
            """)
    void marksWhatTheClinicalDatabaseMustNotHold(String member, String marks) {
        List<String> expected = marks == null
                ? List.of()
                : List.of(marks.strip().replace("PPp1", "Pp1").split(" "));

        assertThat(marked("{\"resourceType\":\"Basic\"," + member.strip() + ",\"z\":1}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            []                                                    >
            {"resourceType":"Basic"} x                            >
            {"resourceType":"Basic","a":1,"a":2}                  > a
            {"resourceType":"Basic","n":[{"f":"x"},{"f":]}        > n[1].f
            {"resourceType":"Basic","a":{"b":{"c":{"d":{"e":{"f":{"g":1}}}}}}} > a.b.c.d.e.f
            {"resourceType":"Basic","a":1234567890123456789012345} > a
            """)
    void refusesWhatIsNotReadable(String json, String where) {
        Failure failure =
                catchThrowableOfType(FailureException.class, () -> read(json)).failure();

        assertThat(failure).isInstanceOf(Failure.Malformed.class);
        assertThat(((Failure.Malformed) failure).issues().getFirst().expression())
                .startsWith(where == null ? "" : where);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            {"id":"x"}                                 > resourceType
            {"resourceType":"basic"}                   > resourceType
            {"resourceType":"Basic","id":"a b"}        > id
            {"resourceType":"Basic","meta":1}          > meta
            {"resourceType":"Basic","a":[{"b":null}]}  > a[0].b
            {"resourceType":"Basic","a":{"b":[]}}      > a.b
            {"resourceType":"Basic","a":{}}            > a
            {"resourceType":"Basic","a":{"b":""}}      > a.b
            """)
    void refusesWhatFhirDoesNotAllow(String json, String where) {
        Failure failure =
                catchThrowableOfType(FailureException.class, () -> read(json)).failure();

        assertThat(failure).isInstanceOf(Failure.Invalid.class);
        assertThat(((Failure.Invalid) failure).issues().getFirst().expression()).isEqualTo(where);
    }

    @Test
    void refusesABodyPastTheLimit() {
        String json = "{\"resourceType\":\"Basic\",\"a\":[" + "1,".repeat(300) + "1]}";

        assertThat(catchThrowableOfType(FailureException.class, () -> read(json))
                        .failure())
                .isEqualTo(new Failure.TooLong("body", 400));
    }

    @Test
    void refusesATextPastTheLimit() {
        byte[] json =
                ("{\"resourceType\":\"Basic\",\"a\":\"" + "x".repeat(9_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        BodyLimits limits = new BodyLimits(10_000, 6, 20, 1_000);
        // A buffer that this thread has already grown must not hide the length.
        ResourceBody.read(json, BodyLimits.DEFAULT, "http://h/fhir");

        assertThat(catchThrowableOfType(FailureException.class, () -> ResourceBody.read(json, limits, "http://h/fhir"))
                        .failure())
                .isInstanceOf(Failure.Malformed.class);
    }

    @Test
    void nullHoldsThePlaceOfAPrimitiveInAList() {
        assertThat(composed("{\"resourceType\":\"Basic\",\"given\":[\"a\",null],\"_given\":[null,{\"id\":\"x\"}]}"))
                .contains("[\"a\",null]", "[null,{\"id\":\"x\"}]");
    }
}
