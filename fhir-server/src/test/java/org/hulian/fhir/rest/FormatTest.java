package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hulian.fhir.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Content negotiation, https://hl7.org/fhir/R4/http.html#mime-type. */
class FormatTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    application/fhir+json                          | JSON
                    application/json                               | JSON
                    */*                                            | JSON
                    text/html,application/xml;q=0.9,*/*;q=0.8      | XML
                    application/fhir+xml                           | XML
                    application/fhir+xml;q=0.5,application/json    | JSON
                    application/pdf, application/fhir+xml;q=0.1    | XML
                    """)
    void answersWhatIsPreferred(String accept, Format format) {
        assertThat(Format.answering(null, accept)).isEqualTo(format);
    }

    @Test
    void letsTheParameterWin() {
        assertThat(Format.answering("xml", "application/json")).isEqualTo(Format.XML);
        assertThat(Format.answering("application/fhir json", "text/xml")).isEqualTo(Format.JSON);
    }

    @Test
    void refusesWhatItDoesNotSpeak() {
        assertThatThrownBy(() -> Format.answering(null, "application/pdf")).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> Format.answering("pdf", null)).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> Format.sent("text/csv")).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> Format.sent(null)).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> Format.sent("application/fhir+json; charset=GBK"))
                .isInstanceOf(FailureException.class);
    }
}
