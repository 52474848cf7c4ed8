package org.hulian.fhir.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NationalIdTest {
    /** The example of GB 11643-1999 itself. */
    private static final String STANDARD = "11010519491231002X";

    @Test
    void readsTheStandardsOwnExample() {
        assertThat(NationalId.of(STANDARD)).contains(new NationalId(STANDARD, LocalDate.of(1949, 12, 31)));
        assertThat(NationalId.of(" 11010519491231002x ")).isPresent();
    }

    @Test
    void readsTheFormOfBefore1999AsTheSameNumber() {
        assertThat(NationalId.of("110105491231002")).contains(new NationalId(STANDARD, LocalDate.of(1949, 12, 31)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310020",
                "11010519491231003X",
                "",
                "000000000000000000",
                "11010519490231002X",
                "1101051949123100",
                "ABCDEFGHIJKLMNOPQR",
                "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X"
            })
    void refusesWhatFailsItsOwnCheck(String value) {
        assertThat(NationalId.of(value)).isEmpty();
    }
}
