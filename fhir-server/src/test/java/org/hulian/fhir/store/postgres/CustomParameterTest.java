package org.hulian.fhir.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.parameter.SearchParameterProjection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search parameters defined by SearchParameter resources, on a real PostgreSQL. */
class CustomParameterTest {
    private final TestStore hub = new TestStore(new SearchParameterProjection());

    @BeforeEach
    void load() {
        String[] many = new String[250];
        for (int i = 0; i < many.length; i++) {
            many[i] = """
                    {"resourceType":"Specimen","id":"s%d","subject":{"reference":"Patient/p%d"},
                     "extension":[{"url":"urn:shelf","valueString":"Shelf %d"}],
                     "collection":{"quantity":{"value":%d,"unit":"mL","system":"http://unitsofmeasure.org","code":"mL"}}}""".formatted(i, i % 5, i % 10, i);
        }
        hub.put(TestStore.FIRST, many);
        hub.put(TestStore.FIRST, "{\"resourceType\":\"Specimen\",\"id\":\"bare\"}");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static String definition(String id, String code, String type, String expression) {
        return """
                {"resourceType":"SearchParameter","id":"%s","url":"urn:parameter:%s","name":"%s","status":"active",
                 "description":"d","code":"%s","base":["Specimen"],"type":"%s","expression":"%s"}""".formatted(id, code, code, code, type, expression);
    }

    private void refresh() {
        hub.custom.refresh().await().indefinitely();
    }

    private Failure refused(String search) {
        return catchThrowableOfType(FailureException.class, () -> hub.ids(search))
                .failure();
    }

    @Test
    void aParameterIsOfferedWhenAllOlderResourcesAreIndexedByIt() {
        hub.put(
                TestStore.FIRST,
                definition("shelf", "shelf", "string", "Specimen.extension('urn:shelf').value"),
                definition("volume", "volume", "quantity", "Specimen.collection.quantity"));
        assertThat(refused("Specimen?shelf=shelf 3")).isInstanceOf(Failure.NotSupported.class);

        refresh();
        hub.put(TestStore.FIRST, """
                {"resourceType":"Specimen","id":"new","extension":[{"url":"urn:shelf","valueString":"shelf 3"}]}""");
        refresh();

        assertThat(hub.ids("Specimen?shelf=Shelf 3&_count=100")).hasSize(26).contains("s3", "new");
        assertThat(hub.ids("Specimen?volume=gt247|http://unitsofmeasure.org|mL"))
                .containsExactlyInAnyOrder("s248", "s249");
        assertThat(hub.ids("Specimen?volume=0.01||L")).isEmpty();
        assertThat(hub.ids("Specimen?shelf:missing=true")).containsExactly("bare");
        assertThat(hub.ids("Specimen?volume:missing=true")).containsExactlyInAnyOrder("bare", "new");
        assertThat(hub.ids("Specimen?patient=p1&shelf=shelf 1&_sort=-volume&_count=2"))
                .containsExactly("s241", "s231");
        // What was there before is found as before.
        assertThat(hub.ids("Specimen?patient=p1&_count=100")).hasSize(50);
    }

    @Test
    void anotherExpressionIsIndexedAnewAndARetiredParameterIsNoneAnyMore() {
        hub.put(TestStore.FIRST, definition("shelf", "shelf", "string", "Specimen.extension('urn:other').value"));
        refresh();
        assertThat(hub.ids("Specimen?shelf=shelf 3")).isEmpty();

        hub.put(TestStore.FIRST, definition("shelf", "shelf", "string", "Specimen.extension('urn:shelf').value"));
        refresh();
        assertThat(hub.ids("Specimen?shelf=shelf 3&_count=100")).hasSize(25);

        hub.put(
                TestStore.FIRST,
                definition("shelf", "shelf", "string", "Specimen.extension('urn:shelf').value")
                        .replace("\"active\"", "\"retired\""));
        refresh();
        assertThat(refused("Specimen?shelf=shelf 3")).isInstanceOf(Failure.NotSupported.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            identifier > token     > Specimen.identifier                 > SearchParameter.code
            Shelf      > token     > Specimen.identifier                 > SearchParameter.code
            shelf      > composite > Specimen.identifier                 > SearchParameter.type
            shelf      > token     > Patient.identifier                  > SearchParameter.expression
            shelf      > token     > Specimen.identifier.exists(id = 1)  > SearchParameter.expression
            shelf      > token     > Specimen.identifier.first()         > SearchParameter.expression
            """)
    void aDefinitionThatCouldNotBeSearchedByIsNotStored(String code, String type, String expression, String element) {
        Failure failure = catchThrowableOfType(
                        FailureException.class,
                        () -> hub.put(TestStore.FIRST, definition("x", code.strip(), type.strip(), expression.strip())))
                .failure();

        assertThat(failure)
                .isInstanceOfSatisfying(
                        Failure.Invalid.class,
                        invalid -> assertThat(invalid.issues())
                                .extracting(Failure.Issue::expression)
                                .isEqualTo(List.of(element.strip())));
    }

    @Test
    void twoDefinitionsCannotGiveOneNameTwoMeanings() {
        hub.put(TestStore.FIRST, definition("one", "shelf", "string", "Specimen.extension('urn:shelf').value"));

        Failure failure = catchThrowableOfType(
                        FailureException.class,
                        () -> hub.put(TestStore.FIRST, definition("two", "shelf", "string", "Specimen.note.text")))
                .failure();

        assertThat(failure).isInstanceOf(Failure.Conflict.class);
    }
}
