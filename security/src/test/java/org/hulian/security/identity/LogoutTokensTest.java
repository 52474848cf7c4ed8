package org.hulian.security.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hulian.security.identity.Tokens.NOW;
import static org.hulian.security.identity.Tokens.named;
import static org.hulian.security.identity.Tokens.rsa;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** OpenID Connect Back-Channel Logout, 2.6. */
class LogoutTokensTest {
    private static final PublicJsonWebKey RSA = named("rsa", rsa());
    private static final PublicJsonWebKey STRANGER = named("rsa", rsa());
    private static final JsonWebKeys KEYS = JsonWebKeys.parse(Tokens.jwks(RSA));
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final LogoutTokens verifier = new LogoutTokens(Tokens.ISSUER, "hulian-console");

    @Test
    void namesTheSessionThatHasEnded() throws JoseException {
        assertThat(session(RSA, claims -> {})).contains("kc-1");
    }

    @Test
    void believesNobodyElse() throws JoseException {
        assertThat(session(STRANGER, claims -> {})).isEmpty();
        assertThat(session(RSA, claims -> claims.setIssuer("http://elsewhere"))).isEmpty();
        assertThat(session(RSA, claims -> claims.setAudience("hulian"))).isEmpty();
    }

    @Test
    void takesNothingElseForAWordOfLogout() throws JoseException {
        assertThat(session(RSA, claims -> claims.unsetClaim("events"))).isEmpty();
        assertThat(session(RSA, claims -> claims.setClaim("events", Map.of("other", Map.of()))))
                .isEmpty();
        assertThat(session(RSA, claims -> claims.setClaim("nonce", "n"))).isEmpty();
        assertThat(session(RSA, claims -> claims.setIssuedAt(NumericDate.fromSeconds(NOW.getEpochSecond() - 301))))
                .isEmpty();
        assertThat(session(RSA, claims -> claims.unsetClaim("sid"))).isEmpty();
        assertThat(verifier.session("a.b.c", KEYS, NOW)).isEmpty();
        assertThat(verifier.session("x".repeat(20_000), KEYS, NOW)).isEmpty();
    }

    private Optional<String> session(PublicJsonWebKey key, Consumer<JwtClaims> change) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(Tokens.ISSUER);
        claims.setAudience("hulian-console");
        claims.setIssuedAt(NumericDate.fromSeconds(NOW.getEpochSecond()));
        claims.setClaim("sid", "kc-1");
        claims.setClaim("events", Map.of(EVENT, Map.of()));
        change.accept(claims);
        return verifier.session(Tokens.sign(key, "RS256", claims), KEYS, NOW);
    }
}
