package org.hulian.security.identity;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Tokens as an issuer, or an attacker, would make them. */
final class Tokens {

    static final String ISSUER = "http://127.0.0.1:8180/realms/hulian";
    static final String AUDIENCE = "hulian";
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private Tokens() {}

    static String jwks(PublicJsonWebKey... keys) {
        StringBuilder set = new StringBuilder();
        for (PublicJsonWebKey key : keys) {
            set.append(set.isEmpty() ? "" : ",").append(key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        }
        return "{\"keys\":[" + set + "]}";
    }

    static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject("f3c1");
        claims.setIssuedAt(at(-10));
        claims.setExpirationTime(at(300));
        claims.setClaim("typ", "Bearer");
        claims.setClaim("azp", "console");
        claims.setClaim("preferred_username", "physician-riverside");
        claims.setClaim("name", "Li Wei");
        claims.setClaim("scope", "openid user/*.rs");
        claims.setClaim("roles", List.of("physician"));
        claims.setClaim("institutions", List.of("riverside"));
        return claims;
    }

    static NumericDate at(long seconds) {
        return NumericDate.fromSeconds(NOW.getEpochSecond() + seconds);
    }

    static String sign(PublicJsonWebKey key, String algorithm, JwtClaims claims) throws JoseException {
        return sign(key, algorithm, claims.toJson(), signature -> signature.setKeyIdHeaderValue(key.getKeyId()));
    }

    static String sign(PublicJsonWebKey key, String algorithm, String payload, Consumer<JsonWebSignature> header)
            throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(key.getPrivateKey());
        signature.setPayload(payload);
        header.accept(signature);
        return signature.getCompactSerialization();
    }

    static PublicJsonWebKey named(String keyId, PublicJsonWebKey key) {
        key.setKeyId(keyId);
        return key;
    }

    static PublicJsonWebKey rsa() {
        try {
            return RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException absent) {
            throw new IllegalStateException(absent);
        }
    }

    static PublicJsonWebKey ec(String curve) {
        try {
            return EcJwkGenerator.generateJwk(curve.equals("P-256") ? EllipticCurves.P256 : EllipticCurves.P384);
        } catch (JoseException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
