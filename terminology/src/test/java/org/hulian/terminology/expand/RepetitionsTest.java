package org.hulian.terminology.expand;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepetitionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            (a+)+\\1 > 1
            [a-z]{2,4}(\\d{3})\\1 > 12
            a{0}b{5,}\\{77} > 5
            ((){9999}){9999}\\1 > 99980001
            a{1,99999999999} > 9223372036854775807
            ((){999999999}){999999999}{9999} > 9223372036854775807
            """)
    void multipliesTheCountsOfAnExpression(String regex, long repetitions) {
        assertThat(Repetitions.of(regex)).isEqualTo(repetitions);
    }
}
