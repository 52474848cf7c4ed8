package org.hulian.security.audit;

/** How it ended. Names are part of the canonical form and never change. */
public enum Outcome {
    ALLOWED,
    /** Not permitted; the caller saw the same as for an absent record. */
    DENIED,
    NOT_FOUND,
    /** Refused for what was sent: malformed, invalid, in conflict. */
    REJECTED,
    /** A fault of the hub. */
    FAILED
}
