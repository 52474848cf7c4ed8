package org.hulian.security.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hulian.security.identity.Verification.Reason;
import org.hulian.security.identity.Verification.Rejected;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Checks access tokens against one issuer's keys. Thread-safe; fetches nothing, whatever a header asks for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, JWT best current practices</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068">RFC 9068, JWT access tokens</a>
 */
public final class AccessTokenVerifier {

    /** What may be allowed at all: asymmetric, and nothing with known weaknesses. */
    public static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256", "ES384");

    public static final Duration DEFAULT_SKEW = Duration.ofSeconds(30);

    /** Characters; Keycloak's tokens here have about 1,500. */
    private static final int MAX_LENGTH = 16_384;

    private static final Set<String> HEADER_TYPES = Set.of("jwt", "at+jwt", "application/jwt", "application/at+jwt");

    private final Set<String> algorithms;
    private final AlgorithmConstraints constraints;
    private final TokenClaims claims;

    public AccessTokenVerifier(String issuer, String audience, Set<String> algorithms) {
        this(issuer, audience, algorithms, DEFAULT_SKEW);
    }

    /**
     * A verifier with its own tolerance.
     *
     * @param skew how far the issuer's clock may differ from ours
     * @throws IllegalArgumentException when an algorithm is not one of {@link #ALGORITHMS}
     */
    public AccessTokenVerifier(String issuer, String audience, Set<String> algorithms, Duration skew) {
        if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException("token algorithms must be among " + ALGORITHMS + ": " + algorithms);
        }
        this.algorithms = Set.copyOf(algorithms);
        this.constraints =
                new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithms.toArray(String[]::new));
        this.claims = new TokenClaims(issuer, audience, skew);
    }

    public Verification verify(String jwt, JsonWebKeys keys, Instant now) {
        if (jwt.length() > MAX_LENGTH) {
            return new Rejected(Reason.MALFORMED);
        }
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(jwt);
            Optional<Reason> refused = checkSignature(signature, keys);
            return refused.isPresent()
                    ? new Rejected(refused.get())
                    : claims.check(signature.getUnverifiedPayload(), now);
        } catch (JoseException | RuntimeException malformed) {
            // jose4j reports some malformed headers and claims by unchecked exceptions.
            return new Rejected(Reason.MALFORMED);
        }
    }

    /** The key id a token names, unverified, so that a stale key set can be fetched again; empty if it names none. */
    public static Optional<String> keyIdOf(String jwt) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(jwt.length() > MAX_LENGTH ? "" : jwt);
            return Optional.ofNullable(signature.getKeyIdHeaderValue());
        } catch (JoseException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private Optional<Reason> checkSignature(JsonWebSignature signature, JsonWebKeys keys) throws JoseException {
        String algorithm = signature.getAlgorithmHeaderValue();
        if (algorithm == null || !algorithms.contains(algorithm)) {
            return Optional.of(Reason.ALGORITHM);
        }
        String type = signature.getHeaders().getStringHeaderValue("typ");
        if (type != null && !HEADER_TYPES.contains(type.toLowerCase(java.util.Locale.ROOT))) {
            return Optional.of(Reason.TOKEN_TYPE);
        }
        // No extension is understood here, so none may be critical (RFC 7515, 4.1.11); b64 would be one.
        if (signature.getHeaders().getObjectHeaderValue("crit") != null
                || signature.getHeaders().getObjectHeaderValue("b64") != null) {
            return Optional.of(Reason.MALFORMED);
        }
        String keyId = signature.getKeyIdHeaderValue();
        Optional<PublicJsonWebKey> key = keyId == null ? Optional.empty() : keys.find(keyId);
        if (key.isEmpty()) {
            return Optional.of(Reason.UNKNOWN_KEY);
        }
        return isSignedBy(key.get(), signature, algorithm) ? Optional.empty() : Optional.of(Reason.SIGNATURE);
    }

    private boolean isSignedBy(PublicJsonWebKey key, JsonWebSignature signature, String algorithm) {
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        signature.setAlgorithmConstraints(constraints);
        signature.setKey(key.getPublicKey());
        try {
            return signature.verifySignature();
        } catch (JoseException wrongKindOfKey) {
            return false;
        }
    }
}
