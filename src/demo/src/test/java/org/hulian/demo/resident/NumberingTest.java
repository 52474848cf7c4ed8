package org.hulian.demo.resident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberingTest {
    private static final int STRETCH = 20_000;

    @Test
    void noMedicalRecordNumberIsGivenTwice() {
        Set<String> given = new HashSet<>();

        IntStream.of(0, 1_000_000, 4_900_000, 5_000_000, 9_990_000, 10_000_000, 95_000_000)
                .flatMap(first -> IntStream.range(first, first + STRETCH))
                .forEach(number -> {
                    given.add(Numbering.medicalRecord(Site.CITY_FIRST, number, false));
                    given.add(Numbering.medicalRecord(Site.CITY_FIRST, number, true));
                });

        assertThat(given).hasSize(2 * (6 * STRETCH + 10_000));
    }
}
