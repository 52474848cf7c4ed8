package org.hulian.fhir.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.hulian.fhir.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentNumberTest {
    private static final BodyLimits WIDE = new BodyLimits(4_000, 6, 1_000, 1_000);

    private static ResourceBody read(String number) {
        String json = "{\"resourceType\":\"Basic\",\"v\":" + number + "}";
        return ResourceBody.read(json.getBytes(StandardCharsets.UTF_8), WIDE, "http://h/fhir");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-7",
                "1.50",
                "1e5",
                "1E+99",
                "1.7e308",
                "-1.7e+308",
                "0.0000001e310",
                "0e999",
                "1e000000012",
                "1e-999",
                "1e-0000999",
                "0.1E-12"
            })
    void aNumberThatCanBeComparedIsTaken(String number) {
        assertThat(read(number).type()).isEqualTo("Basic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e309", "-1E400", "1e+999", "1.8e308", "0.1e0000999"})
    void aNumberPastTheLargestOneIsRefused(String number) {
        refused(number, "larger than 1.8e308");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000", "1e-1000", "0E+0001000", "-1.5e99999", "1e-999999999"})
    void anExponentOfFourDigitsIsRefusedWhateverItsSign(String number) {
        refused(number, "more than three digits");
    }

    @Test
    void aLongNumberWithoutAnExponentIsRefusedOnlyPastTheLargestOne() {
        assertThat(read("1".repeat(308)).type()).isEqualTo("Basic");
        assertThat(read("0." + "1".repeat(400)).type()).isEqualTo("Basic");
        refused("9".repeat(310), "larger than 1.8e308");
    }

    private static void refused(String number, String why) {
        assertThatThrownBy(() -> read(number))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().toString().toLowerCase(Locale.ROOT))
                                .contains(why));
    }
}
