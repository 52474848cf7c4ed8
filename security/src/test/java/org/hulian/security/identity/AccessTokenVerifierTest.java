package org.hulian.security.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hulian.security.identity.Tokens.NOW;
import static org.hulian.security.identity.Tokens.claims;
import static org.hulian.security.identity.Tokens.ec;
import static org.hulian.security.identity.Tokens.named;
import static org.hulian.security.identity.Tokens.rsa;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.hulian.security.identity.Verification.Reason;
import org.hulian.security.identity.Verification.Rejected;
import org.hulian.security.identity.Verification.Verified;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8725, and rows 2 to 10 of the attack list. */
class AccessTokenVerifierTest {

    private static final PublicJsonWebKey RSA = named("rsa", rsa());
    private static final PublicJsonWebKey EC256 = named("ec256", ec("P-256"));
    private static final PublicJsonWebKey EC384 = named("ec384", ec("P-384"));
    private static final PublicJsonWebKey STRANGER = named("rsa", rsa());
    private static final JsonWebKeys KEYS = JsonWebKeys.parse(Tokens.jwks(RSA, EC256, EC384));

    private final AccessTokenVerifier verifier =
            new AccessTokenVerifier(Tokens.ISSUER, Tokens.AUDIENCE, AccessTokenVerifier.ALGORITHMS);

    @ParameterizedTest
    @CsvSource({"rsa, RS256", "rsa, PS256", "ec256, ES256", "ec384, ES384"})
    void acceptsEveryAllowedAlgorithm(String keyId, String algorithm) throws JoseException {
        PublicJsonWebKey key = List.of(RSA, EC256, EC384).stream()
                .filter(candidate -> candidate.getKeyId().equals(keyId))
                .findFirst()
                .orElseThrow();

        assertThat(verify(Tokens.sign(key, algorithm, claims()))).isInstanceOf(Verified.class);
    }

    @Test
    void readsTheClaimsOfTheRealm() throws JoseException {
        JwtClaims claims = claims();
        claims.setClaim("patient", "0190c7e0-0000-7000-8000-000000000001");

        VerifiedToken token = ((Verified) verify(Tokens.sign(RSA, "RS256", claims))).token();

        assertThat(token.subject()).isEqualTo("f3c1");
        assertThat(token.username()).isEqualTo("physician-riverside");
        assertThat(token.displayName()).isEqualTo("Li Wei");
        assertThat(token.clientId()).isEqualTo("console");
        assertThat(token.roles()).containsExactly("physician");
        assertThat(token.institutions()).containsExactly("riverside");
        assertThat(token.patient()).isEqualTo("0190c7e0-0000-7000-8000-000000000001");
        assertThat(token.scopes()).singleElement().extracting(s -> s.type()).isEqualTo("*");
        assertThat(token.expires()).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void refusesAnUnsignedToken() {
        String header = base64("{\"alg\":\"none\"}");

        assertThat(verify(header + "." + base64(claims().toJson()) + ".")).isEqualTo(new Rejected(Reason.ALGORITHM));
    }

    @Test
    void refusesThePublicKeyUsedAsAnHmacSecret() throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKey(new HmacKey(RSA.getPublicKey().getEncoded()));
        signature.setKeyIdHeaderValue("rsa");
        signature.setPayload(claims().toJson());

        assertThat(verify(signature.getCompactSerialization())).isEqualTo(new Rejected(Reason.ALGORITHM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "' or '1'='1",
                "http://127.0.0.1:1/keys",
                "unknown",
                "",
            })
    void refusesAKeyIdThatIsNotInTheSet(String keyId) throws JoseException {
        String token = Tokens.sign(RSA, "RS256", claims().toJson(), header -> header.setKeyIdHeaderValue(keyId));

        assertThat(verify(token)).isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
    }

    @Test
    void refusesATokenWithoutKeyId() throws JoseException {
        assertThat(verify(Tokens.sign(RSA, "RS256", claims().toJson(), header -> {})))
                .isEqualTo(new Rejected(Reason.UNKNOWN_KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u"})
    void fetchesNoKeyFromTheHeader(String name) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(50);
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/keys";
            String token = Tokens.sign(STRANGER, "RS256", claims().toJson(), header -> {
                header.setKeyIdHeaderValue("rsa");
                header.setHeader(name, url);
            });

            assertThat(verify(token)).isEqualTo(new Rejected(Reason.SIGNATURE));
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void trustsNoKeyEmbeddedInTheHeader() throws JoseException {
        String token = Tokens.sign(STRANGER, "RS256", claims().toJson(), header -> {
            header.setKeyIdHeaderValue("rsa");
            header.setJwkHeader(STRANGER);
        });

        assertThat(verify(token)).isEqualTo(new Rejected(Reason.SIGNATURE));
    }

    @Test
    void refusesAKeyOfAnotherKindThanTheAlgorithm() throws JoseException {
        String token = Tokens.sign(RSA, "RS256", claims().toJson(), header -> header.setKeyIdHeaderValue("ec256"));

        assertThat(verify(token)).isEqualTo(new Rejected(Reason.SIGNATURE));
    }

    @Test
    void refusesAnAlgorithmTheKeyIsNotFor() throws JoseException {
        PublicJsonWebKey key = named("for-rs256", rsa());
        key.setAlgorithm("RS256");

        Verification verification =
                verifier.verify(Tokens.sign(key, "PS256", claims()), JsonWebKeys.parse(Tokens.jwks(key)), NOW);

        assertThat(verification).isEqualTo(new Rejected(Reason.SIGNATURE));
    }

    @Test
    void refusesAChangedPayload() throws JoseException {
        String[] parts = Tokens.sign(RSA, "RS256", claims()).split("\\.", -1);
        JwtClaims claims = claims();
        claims.setClaim("roles", List.of("auditor"));

        assertThat(verify(parts[0] + "." + base64(claims.toJson()) + "." + parts[2]))
                .isEqualTo(new Rejected(Reason.SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource({
        "iss, http://127.0.0.1:8180/realms/other, ISSUER",
        "iss, http://127.0.0.1:8180/realms/hulian/, ISSUER",
        "aud, account, AUDIENCE",
        "typ, ID, TOKEN_TYPE",
        "typ, Refresh, TOKEN_TYPE",
        "typ, Logout, TOKEN_TYPE",
    })
    void refusesATokenMeantForSomethingElse(String claim, String value, Reason reason) throws JoseException {
        JwtClaims claims = claims();
        claims.setClaim(claim, value);

        assertThat(verify(Tokens.sign(RSA, "RS256", claims))).isEqualTo(new Rejected(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "exp, -29, ",
        "exp, -30, EXPIRED",
        "nbf, 30, ",
        "nbf, 31, NOT_YET_VALID",
        "nbf, 600, NOT_YET_VALID",
        "iat, 600, NOT_YET_VALID"
    })
    void toleratesThirtySecondsOfClockSkew(String claim, long seconds, Reason reason) throws JoseException {
        JwtClaims claims = claims();
        claims.setClaim(claim, NOW.getEpochSecond() + seconds);

        Verification verification = verify(Tokens.sign(RSA, "RS256", claims));

        if (reason == null) {
            assertThat(verification).isInstanceOf(Verified.class);
        } else {
            assertThat(verification).isEqualTo(new Rejected(reason));
        }
    }

    @ParameterizedTest
    @CsvSource({"exp, MALFORMED", "sub, MALFORMED", "iss, ISSUER", "aud, AUDIENCE"})
    void requiresTheClaimsThatBindAToken(String claim, Reason reason) throws JoseException {
        JwtClaims claims = claims();
        claims.unsetClaim(claim);

        assertThat(verify(Tokens.sign(RSA, "RS256", claims))).isEqualTo(new Rejected(reason));
    }

    @Test
    void refusesALogoutTokenByItsHeader() throws JoseException {
        String token = Tokens.sign(RSA, "RS256", claims().toJson(), header -> {
            header.setKeyIdHeaderValue("rsa");
            header.setHeader("typ", "logout+jwt");
        });

        assertThat(verify(token)).isEqualTo(new Rejected(Reason.TOKEN_TYPE));
    }

    @Test
    void understandsNoCriticalHeader() throws JoseException {
        String token = Tokens.sign(RSA, "RS256", claims().toJson(), header -> {
            header.setKeyIdHeaderValue("rsa");
            header.setHeader("crit", List.of("exp"));
        });

        assertThat(verify(token)).isEqualTo(new Rejected(Reason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "a.b.c", "....", "{}", "e30.e30.e30", "e30.e30.e30.e30.e30"})
    void refusesWhatIsNotAToken(String text) {
        assertThat(verify(text)).isInstanceOf(Rejected.class);
    }

    @Test
    void refusesRolesThatAreNotTexts() throws JoseException {
        JwtClaims claims = claims();
        claims.setClaim("roles", List.of(1, 2));

        assertThat(verify(Tokens.sign(RSA, "RS256", claims))).isEqualTo(new Rejected(Reason.MALFORMED));
    }

    @Test
    void refusesATokenLongerThanTheLimit() {
        assertThat(verify("x".repeat(16_385))).isEqualTo(new Rejected(Reason.MALFORMED));
    }

    @Test
    void allowsNoSymmetricAlgorithmByConfiguration() {
        assertThatThrownBy(() -> new AccessTokenVerifier(Tokens.ISSUER, Tokens.AUDIENCE, Set.of("HS256")))
                .hasMessageContaining("HS256");
    }

    @Test
    void keepsOnlySigningKeysOfASet() {
        PublicJsonWebKey encryption = named("enc", rsa());
        encryption.setUse("enc");

        JsonWebKeys keys = JsonWebKeys.parse(Tokens.jwks(RSA, encryption));

        assertThat(keys.keyIds()).containsExactly("rsa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"keys\":1}", "{\"keys\":[1]}"})
    void refusesWhatIsNotAKeySet(String json) {
        assertThatThrownBy(() -> JsonWebKeys.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASetThatRepeatsAKeyId() {
        assertThatThrownBy(() -> JsonWebKeys.parse(Tokens.jwks(RSA, STRANGER))).hasMessageContaining("repeats");
    }

    private Verification verify(String token) {
        return verifier.verify(token, KEYS, NOW);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
