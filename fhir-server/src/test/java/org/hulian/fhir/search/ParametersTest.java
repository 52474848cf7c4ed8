package org.hulian.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.hulian.fhir.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    @Test
    void keepsOrderAndRepetition() {
        assertThat(Parameters.parse("b=1&a=%E6%9D%8E+%26&b=2&c").all())
                .containsExactly(Map.entry("b", "1"), Map.entry("a", "李 &"), Map.entry("b", "2"), Map.entry("c", ""));
    }

    @Test
    void hasNothingWithoutAQuery() {
        assertThat(Parameters.parse(null).all()).isEmpty();
        assertThat(Parameters.parse("").first("a")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%ff", "a=%ed%a0%80", "a=%00", "a=\u00e9"})
    void refusesWhatIsNotEncodedUtf8(String query) {
        assertThatThrownBy(() -> Parameters.parse(query)).isInstanceOf(FailureException.class);
    }

    @Test
    void refusesMoreParametersThanAnybodyNeeds() {
        assertThatThrownBy(() -> Parameters.parse("a=1&".repeat(501))).isInstanceOf(FailureException.class);
    }
}
