package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    zh-CN,zh;q=0.9,en;q=0.8 | zh
                    en-US,zh;q=0.9          | en
                    fr,zh;q=0.3             | zh
                    fr                      | en
                    en;q=x,zh;q=0.1         | zh
                    """)
    void followsTheWeights(String header, String language) {
        assertThat(Language.of(header)).isEqualTo(language);
    }
}
