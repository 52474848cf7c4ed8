package org.hulian.fhir.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import org.hulian.security.crypto.AesGcmSealer;
import org.hulian.security.crypto.Sealer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginAttemptTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final Sealer sealer = new AesGcmSealer(new byte[32], 1, new SecureRandom());

    @Test
    void isTakenForTenMinutes() {
        LoginAttempt attempt = LoginAttempt.to("/console/catalogue", "en", NOW);
        String cookie = attempt.sealed(sealer);

        assertThat(LoginAttempt.open(cookie, attempt.state(), sealer, NOW.plusSeconds(599)))
                .contains(attempt);
        assertThat(LoginAttempt.open(cookie, attempt.state(), sealer, NOW.plusSeconds(600)))
                .isEmpty();
    }

    @Test
    void isWorthNothingWithAnotherStateOrChanged() {
        LoginAttempt attempt = LoginAttempt.to(null, null, NOW);
        String cookie = attempt.sealed(sealer);
        String other = LoginAttempt.to(null, null, NOW).state();

        assertThat(LoginAttempt.open(cookie, other, sealer, NOW)).isEmpty();
        assertThat(LoginAttempt.open(cookie, null, sealer, NOW)).isEmpty();
        assertThat(LoginAttempt.open(null, attempt.state(), sealer, NOW)).isEmpty();
        assertThat(LoginAttempt.open(cookie.substring(2), attempt.state(), sealer, NOW))
                .isEmpty();
        assertThat(LoginAttempt.open("no base64!", attempt.state(), sealer, NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.test/", "//elsewhere.test/", "/fhir/Patient", "/console/?x=//y", ""})
    void leadsToPagesOfTheConsoleOnly(String next) {
        assertThat(LoginAttempt.to(next, "en", NOW).next()).isEqualTo("/console/");
    }
}
