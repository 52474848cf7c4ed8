package org.hulian.security.identity;

/** The outcome of checking one token. */
public sealed interface Verification {

    record Verified(VerifiedToken token) implements Verification {}

    record Rejected(Reason reason) implements Verification {}

    /** Why a token is refused; the order is the order of the checks. */
    enum Reason {
        MALFORMED,
        ALGORITHM,
        UNKNOWN_KEY,
        SIGNATURE,
        TOKEN_TYPE,
        ISSUER,
        AUDIENCE,
        EXPIRED,
        NOT_YET_VALID
    }
}
