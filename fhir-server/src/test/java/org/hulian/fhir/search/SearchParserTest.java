package org.hulian.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchParserTest {
    private static final SearchParser PARSER = new SearchParser(
            SearchParameters.r4(),
            new SearchLimits(20, 100, 3, 4, 6, 50, JoinLimits.DEFAULT),
            new TermParser(
                    SearchParameters.r4(),
                    "http://h/fhir",
                    ZoneId.of("Asia/Shanghai"),
                    InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"))));

    private static SearchRequest parse(String type, String name, String... values) {
        return PARSER.parse(ResourceTypes.r4().get(type), Map.of(name, List.of(values)), false);
    }

    private static Failure refused(String type, String name, String value) {
        return catchThrowableOfType(FailureException.class, () -> parse(type, name, value))
                .failure();
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 2025-12-31T16:00:00Z, 2026-12-31T16:00:00Z",
        "2026-02, 2026-01-31T16:00:00Z, 2026-02-28T16:00:00Z",
        "2026-11-21, 2026-11-20T16:00:00Z, 2026-11-21T16:00:00Z",
        "2026-11-21T08:30, 2026-11-21T00:30:00Z, 2026-11-21T00:31:00Z",
        "2026-11-21T08:30Z, 2026-11-21T08:30:00Z, 2026-11-21T08:31:00Z",
        "2026-11-21T08:30:15+02:00, 2026-11-21T06:30:15Z, 2026-11-21T06:30:16Z",
        "2026-11-21T08:30:15 02:00, 2026-11-21T06:30:15Z, 2026-11-21T06:30:16Z",
        "2026-11-21T08:30:15.25Z, 2026-11-21T08:30:15.250Z, 2026-11-21T08:30:15.260Z"
    })
    void aDateCoversWhatItsPrecisionSays(String text, Instant low, Instant high) {
        assertThat(parse("Observation", "date", text).terms())
                .singleElement()
                .extracting(term -> ((Term.DateTerm) term).anyOf())
                .isEqualTo(List.of(new DateRange(Prefix.EQ, low, high)));
    }

    @Test
    void commaIsOrAndRepetitionIsAnd() {
        SearchRequest request = parse("Patient", "identifier", "a|1,b", "c\\,d|e\\|f");

        assertThat(request.terms()).hasSize(2);
        assertThat(((Term.TokenTerm) request.terms().get(0)).anyOf())
                .containsExactly(new TokenValue.Exact("a", "1"), new TokenValue.AnySystem("b"));
        assertThat(((Term.TokenTerm) request.terms().get(1)).anyOf())
                .containsExactly(new TokenValue.Exact("c,d", "e|f"));
    }

    @Test
    void aPatientIsKnownAsSuchWhereverTheReferenceNamesOne() {
        assertThat(parse("Observation", "patient", "x").patients()).hasSize(1);
        assertThat(parse("Observation", "subject", "Patient/x").patients()).hasSize(1);
        assertThat(parse("Observation", "subject", "http://h/fhir/Patient/x/_history/3")
                        .patients())
                .hasSize(1);
        assertThat(parse("Observation", "subject:Patient", "x").patients()).hasSize(1);
        assertThat(parse("Observation", "subject", "Group/x").patients()).isEmpty();
        assertThat(parse("Observation", "performer", "Patient/x").patients()).isEmpty();
        assertThat(parse("Patient", "_id", "x,y").patients()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "Observation, colour, x, search parameter colour of Observation",
        "Observation, code:exact, x, modifier :exact of code",
        "Observation, value-quantity:above, 5, modifier :above of value-quantity",
        "Observation, date:exact, 2026, modifier :exact of date",
        "Observation, subject:Medication, x, modifier :Medication of subject",
        "Location, near:exact, 1|2, modifier :exact of near",
        "Observation, _sort, code-value-quantity, _sort by code-value-quantity of Observation",
        "Observation, _filter, status co final, operator co there in _filter",
        "Observation, _filter, colour eq red, parameter colour in _filter of Observation",
        "Observation, patient.nothing, x, search parameter nothing of what patient leads to"
    })
    void whatIsNotOfferedIsNamedTogetherWithWhatIs(String type, String name, String value, String what) {
        Failure failure = refused(type, name, value);

        assertThat(failure).isInstanceOfSatisfying(Failure.NotSupported.class, not -> {
            assertThat(not.what()).isEqualTo(what);
            assertThat(not.offered()).isNotEmpty();
            assertThat(not.status()).isEqualTo(400);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Observation, date, yesterday",
        "Observation, date, 2026-13",
        "Observation, date, xx2026",
        "Observation, code:missing, maybe",
        "Observation, _count, -1",
        "Observation, value-quantity, five",
        "Observation, value-quantity, 5|mg",
        "Observation, value-quantity, 1e9999",
        "Observation, code-value-quantity, 8480-6",
        "Patient, identifier:of-type, a|b",
        "Observation, code:below, 123",
        "Location, near, 91|0",
        "Location, near, 30|114|5|kg",
        "Observation, _filter, (status eq final",
        "Observation, _filter, status eq final or status eq amended and code eq x",
        "Observation, _filter, not status eq final",
        "Observation, _filter, status eq",
        "Observation, _total, some"
    })
    void aValueThatCannotBeReadIsRefused(String type, String name, String value) {
        assertThat(refused(type, name, value)).isInstanceOf(Failure.Invalid.class);
    }

    @Test
    void limitsAreKept() {
        assertThat(refused("Patient", "identifier", "1,2,3,4,5"))
                .isEqualTo(new Failure.TooCostly("values of identifier", 4, 5));
        assertThat(refused("Patient", "organization", "1,2,3,4,5,6,7"))
                .isEqualTo(new Failure.TooCostly("values of organization", 6, 7));
        assertThat(catchThrowableOfType(
                                FailureException.class, () -> parse("Patient", "identifier", "1", "2", "3", "4"))
                        .failure())
                .isEqualTo(new Failure.TooCostly("search parameters", 3, 4));
        assertThat(parse("Patient", "_count", "5000").count()).isEqualTo(100);
    }

    @Test
    void lenientHandlingLeavesOutWhatIsUnknownAndSaysSo() {
        SearchRequest request = PARSER.parse(
                ResourceTypes.r4().get("Patient"), Map.of("colour", List.of("x"), "gender", List.of("male")), true);

        assertThat(request.ignored()).containsExactly("colour");
        assertThat(request.terms()).hasSize(1);
    }

    @Test
    void summaryCountAsksForTheTotalOnly() {
        SearchRequest request = parse("Patient", "_summary", "count");

        assertThat(request.count()).isZero();
        assertThat(request.total()).isEqualTo(Total.ACCURATE);
    }
}
