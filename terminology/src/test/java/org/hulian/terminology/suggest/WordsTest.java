package org.hulian.terminology.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "'Anti-Nuclear Antibodies', 'ab nuclear ab'",
        "'β2-microglobulin', 'beta 2 microglobulin'",
        "'CD 4', 'cd4'",
        "'Lymphs%', 'lymph percent'"
    })
    void foldsSpellings(String text, String tokens) {
        assertThat(String.join(" ", Words.tokens(text))).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({"血红蛋白, xhdb", "肌酐, jg", "总胆固醇, zdgc", "尿素氮, nsd"})
    void givesThePinyinInitialsALaboratoryTypes(String han, String initials) {
        assertThat(PinyinInitials.of(han)).isEqualTo(initials);
    }

    @ParameterizedTest
    @CsvSource({
        "mg/dL, MASS",
        "mmol/L, SUBSTANCE",
        "mEq/L, SUBSTANCE",
        "K/uL, COUNT",
        "#/hpf, AREA",
        "%, PERCENT",
        "IU/L, ARBITRARY",
        "mg/24hr, MASS_PER_TIME",
        "mm Hg, PRESSURE",
        "fL, VOLUME",
        "N/A, NOT_APPLICABLE",
        "'', NONE"
    })
    void classifiesUnits(String unit, UnitClass expected) {
        assertThat(UnitClass.of(unit)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"creatinin, creatinine, true", "sodium, sodum, true", "sodium, iodine, false"})
    void findsOneTypingError(String left, String right, boolean apart) {
        assertThat(Vocabulary.oneEditApart(left, right)).isEqualTo(apart);
    }
}
