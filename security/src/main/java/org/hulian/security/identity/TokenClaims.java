package org.hulian.security.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hulian.security.identity.Verification.Reason;
import org.hulian.security.identity.Verification.Rejected;
import org.hulian.security.identity.Verification.Verified;
import org.hulian.security.scope.SmartScope;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/** The claims of a Keycloak access token, once its signature holds. */
record TokenClaims(String issuer, String audience, Duration skew) {

    Verification check(String payload, Instant now) {
        try {
            JwtClaims claims = JwtClaims.parse(payload);
            Optional<Reason> refused = refusal(claims, now);
            return refused.isPresent() ? new Rejected(refused.get()) : new Verified(token(claims));
        } catch (InvalidJwtException | MalformedClaimException malformed) {
            return new Rejected(Reason.MALFORMED);
        }
    }

    private Optional<Reason> refusal(JwtClaims claims, Instant now) throws MalformedClaimException {
        // Keycloak says what a token is for: Bearer is an access token, ID, Refresh and Logout are not.
        String type = claims.getStringClaimValue("typ");
        if (type != null && !type.equals("Bearer")) {
            return Optional.of(Reason.TOKEN_TYPE);
        }
        if (!issuer.equals(claims.getIssuer())) {
            return Optional.of(Reason.ISSUER);
        }
        if (!claims.hasAudience() || !claims.getAudience().contains(audience)) {
            return Optional.of(Reason.AUDIENCE);
        }
        if (claims.getExpirationTime() == null || claims.getSubject() == null) {
            return Optional.of(Reason.MALFORMED);
        }
        if (!now.isBefore(instant(claims.getExpirationTime()).plus(skew))) {
            return Optional.of(Reason.EXPIRED);
        }
        return isLater(claims.getNotBefore(), now) || isLater(claims.getIssuedAt(), now)
                ? Optional.of(Reason.NOT_YET_VALID)
                : Optional.empty();
    }

    private boolean isLater(@Nullable NumericDate date, Instant now) {
        return date != null && instant(date).isAfter(now.plus(skew));
    }

    private static Instant instant(NumericDate date) {
        return Instant.ofEpochSecond(date.getValue());
    }

    private static VerifiedToken token(JwtClaims claims) throws MalformedClaimException {
        String clientId = text(claims, "azp", "");
        String username = text(claims, "preferred_username", clientId);
        return new VerifiedToken(
                claims.getSubject(),
                username,
                text(claims, "name", username),
                clientId,
                texts(claims, "roles"),
                texts(claims, "institutions"),
                claims.getStringClaimValue("patient"),
                SmartScope.parse(text(claims, "scope", "")),
                instant(claims.getExpirationTime()));
    }

    private static String text(JwtClaims claims, String name, String absent) throws MalformedClaimException {
        String value = claims.getStringClaimValue(name);
        return value == null ? absent : value;
    }

    private static Set<String> texts(JwtClaims claims, String name) throws MalformedClaimException {
        if (!claims.hasClaim(name)) {
            return Set.of();
        }
        List<String> values = claims.getStringListClaimValue(name);
        return Set.copyOf(values);
    }
}
