package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.security.consent.Caller;
import org.hulian.security.crypto.AesGcmSealer;
import org.junit.jupiter.api.Test;

class PageTokensTest {
    private final AesGcmSealer sealer = new AesGcmSealer(new byte[32], 1, new SecureRandom());
    private final PageTokens tokens = new PageTokens(sealer, "http://hub/fhir");
    private final PageTokens.Page page = new PageTokens.Page("Observation", "patient=1&_count=2", false, "p|1");

    @Test
    void givesItsCallerThePageBack() {
        String token = tokens.seal(page, caller("a", 1));

        assertThat(tokens.open(token, "Observation", caller("a", 1))).isEqualTo(page);
        assertThat(tokens.open(token, "", caller("a", 1))).isEqualTo(page);
        assertThat(token).doesNotContain("patient");
    }

    @Test
    void isOfNoUseToAnybodyElse() {
        String token = tokens.seal(page, caller("a", 1));

        assertThat(refusal(token, "Observation", caller("b", 1))).isInstanceOf(Failure.Forbidden.class);
        assertThat(refusal(token, "Observation", caller("a", 2))).isInstanceOf(Failure.Forbidden.class);
        assertThat(refusal(token, "Patient", caller("a", 1))).isInstanceOf(Failure.Malformed.class);
    }

    @Test
    void holdsOnlyBelowItsBase() {
        String token = tokens.seal(page, caller("a", 1));
        PageTokens elsewhere = new PageTokens(sealer, "http://other/fhir");

        assertThatThrownBy(() -> elsewhere.open(token, "Observation", caller("a", 1)))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void noticesEveryChange() {
        String token = tokens.seal(page, caller("a", 1));
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            if (i < token.length() - 1) {
                assertThat(refusal(changed, "Observation", caller("a", 1))).isInstanceOf(Failure.Malformed.class);
            }
        }
        assertThat(refusal("", "Observation", caller("a", 1))).isInstanceOf(Failure.Malformed.class);
    }

    private Failure refusal(String token, String path, Caller caller) {
        try {
            throw new AssertionError("opened: " + tokens.open(token, path, caller));
        } catch (FailureException refused) {
            return refused.failure();
        }
    }

    private static Caller caller(String subject, int institution) {
        return new Caller(subject, subject, "app", Set.of(), institution, null, null, List.of(), 0, null);
    }
}
