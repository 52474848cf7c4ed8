package org.hulian.fhir.caller;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.interaction.Access;
import org.hulian.fhir.region.Institution;
import org.hulian.fhir.region.Institutions;
import org.hulian.security.consent.Caller;
import org.hulian.security.identity.AccessTokenVerifier;
import org.hulian.security.identity.Verification;
import org.hulian.security.identity.VerifiedToken;
import org.jspecify.annotations.Nullable;

/**
 * The caller behind a bearer token, <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>. A token already
 * verified costs one hash.
 */
public final class Callers {
    private static final String SCHEME = "bearer ";

    private final AccessTokenVerifier verifier;
    private final SigningKeys keys;
    private final Institutions institutions;
    private final Function<String, UUID> patientKey;
    private final Clock clock;
    private final VerifiedTokens verified;

    /** Resolves what tokens say against the region. */
    public Callers(
            AccessTokenVerifier verifier,
            SigningKeys keys,
            Institutions institutions,
            Function<String, UUID> patientKey,
            Clock clock) {
        this.verifier = verifier;
        this.keys = keys;
        this.institutions = institutions;
        this.patientKey = patientKey;
        this.clock = clock;
        this.verified = new VerifiedTokens(clock);
    }

    /** The caller, or a failure {@link Failure.Unauthenticated}. */
    public Uni<Caller> of(@Nullable String authorization, @Nullable String address) {
        String token = token(authorization);
        if (token == null) {
            return refused("login", "There is no bearer token.");
        }
        VerifiedTokens.Digest digest = VerifiedTokens.Digest.of(token);
        Caller known = verified.find(digest);
        return known == null ? verify(token, digest, address) : Uni.createFrom().item(at(known, address));
    }

    private Uni<Caller> verify(String token, VerifiedTokens.Digest digest, @Nullable String address) {
        return keys.of(token).onItem().transformToUni(known -> {
            if (known.keyIds().isEmpty()) {
                return Uni.createFrom().failure(new FailureException(new Failure.Unavailable("sign-in keys")));
            }
            return switch (verifier.verify(token, known, clock.instant())) {
                case Verification.Verified(VerifiedToken content) -> accept(content, digest, address);
                case Verification.Rejected(Verification.Reason reason) -> refused(reason);
            };
        });
    }

    private Uni<Caller> accept(VerifiedToken token, VerifiedTokens.Digest digest, @Nullable String address) {
        if (token.clientId().startsWith(Access.HUB_CLIENT)) {
            return refused("security", "The client id is not allowed.");
        }
        Institution institution = institution(token);
        String patient = token.patient();
        Caller caller = new Caller(
                token.subject(),
                token.displayName(),
                token.clientId(),
                token.roles(),
                institution == null ? 0 : institution.number(),
                institution == null ? null : institution.code(),
                patient == null ? null : patientKey.apply(patient),
                token.scopes(),
                0,
                address);
        verified.keep(digest, caller, token.expires());
        return Uni.createFrom().item(caller);
    }

    /** The one institution acted for; who belongs to several acts for none until a token names one. */
    private @Nullable Institution institution(VerifiedToken token) {
        return token.institutions().size() == 1
                ? institutions.byCode(token.institutions().iterator().next()).orElse(null)
                : null;
    }

    private static Caller at(Caller caller, @Nullable String address) {
        if (address == null || address.equals(caller.address())) {
            return caller;
        }
        return new Caller(
                caller.subject(),
                caller.name(),
                caller.clientId(),
                caller.roles(),
                caller.institution(),
                caller.institutionCode(),
                caller.patient(),
                caller.scopes(),
                caller.purposes(),
                address);
    }

    private static @Nullable String token(@Nullable String authorization) {
        if (authorization == null
                || authorization.length() <= SCHEME.length()
                || !authorization
                        .substring(0, SCHEME.length())
                        .toLowerCase(Locale.ROOT)
                        .equals(SCHEME)) {
            return null;
        }
        return authorization.substring(SCHEME.length()).strip();
    }

    private static Uni<Caller> refused(Verification.Reason reason) {
        return switch (reason) {
            case EXPIRED -> refused("expired", "The token has expired.");
            case NOT_YET_VALID -> refused("security", "The token is not valid yet.");
            case MALFORMED, ALGORITHM, UNKNOWN_KEY, SIGNATURE, TOKEN_TYPE, ISSUER, AUDIENCE ->
                refused(
                        "security",
                        "The token is not accepted (" + reason.name().toLowerCase(Locale.ROOT) + ").");
        };
    }

    private static Uni<Caller> refused(String code, String reason) {
        return Uni.createFrom().failure(new FailureException(new Failure.Unauthenticated(code, reason)));
    }
}
