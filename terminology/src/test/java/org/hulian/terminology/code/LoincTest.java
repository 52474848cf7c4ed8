package org.hulian.terminology.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoincTest {

    @ParameterizedTest
    @ValueSource(strings = {"2345-7", "14749-6", "718-7", "4548-4", "59261-8", "24323-8"})
    void acceptsNumbersWhoseCheckDigitAgrees(String code) {
        assertThat(Loinc.hasValidCheckDigit(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2345-6", "14749-7", "", "-7", "2345", "23457", "2345-", "a345-7", "02345-7", "2345-77", "１２-3"})
    void refusesAnythingElse(String code) {
        assertThat(Loinc.hasValidCheckDigit(code)).isFalse();
    }
}
