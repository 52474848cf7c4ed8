package org.hulian.security.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Checks an issuer's word that a session has ended. Thread-safe; fetches nothing.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation">Back-Channel Logout, 2.6</a>
 */
public final class LogoutTokens {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final int MAX_LENGTH = 16_384;

    private final String issuer;
    private final String client;
    private final AlgorithmConstraints constraints = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, AccessTokenVerifier.ALGORITHMS.toArray(String[]::new));

    /**
     * For what one issuer tells one client.
     *
     * @param client id of the client, the token's audience
     */
    public LogoutTokens(String issuer, String client) {
        this.issuer = issuer;
        this.client = client;
    }

    /** The issuer's id of the session that has ended; empty when the token is not to be believed. */
    public Optional<String> session(String jwt, JsonWebKeys keys, Instant now) {
        if (jwt.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(jwt);
            signature.setAlgorithmConstraints(constraints);
            Optional<PublicJsonWebKey> key =
                    Optional.ofNullable(signature.getKeyIdHeaderValue()).flatMap(keys::find);
            if (key.isEmpty() || signature.getHeaders().getObjectHeaderValue("crit") != null) {
                return Optional.empty();
            }
            signature.setKey(key.get().getPublicKey());
            return signature.verifySignature()
                    ? Optional.ofNullable(session(JwtClaims.parse(signature.getUnverifiedPayload()), now))
                    : Optional.empty();
        } catch (JoseException | InvalidJwtException | MalformedClaimException | RuntimeException malformed) {
            // jose4j reports some malformed headers and claims by unchecked exceptions.
            return Optional.empty();
        }
    }

    private @Nullable String session(JwtClaims claims, Instant now) throws MalformedClaimException {
        boolean isWord = issuer.equals(claims.getIssuer())
                && claims.hasAudience()
                && claims.getAudience().contains(client)
                && claims.getClaimValue("events") instanceof Map<?, ?> events
                && events.containsKey(EVENT)
                && !claims.hasClaim("nonce")
                && claims.getIssuedAt() != null
                && Duration.between(Instant.ofEpochSecond(claims.getIssuedAt().getValue()), now)
                                .abs()
                                .compareTo(OLDEST)
                        <= 0;
        return isWord ? claims.getStringClaimValue("sid") : null;
    }
}
