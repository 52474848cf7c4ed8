package org.hulian.security.audit;

/** What was done. Names are part of the canonical form and never change. */
public enum Interaction {
    READ,
    VREAD,
    SEARCH,
    HISTORY,
    CREATE,
    UPDATE,
    PATCH,
    DELETE,
    TRANSACTION,
    OPERATION,
    /** A message taken in from a sender's feed. */
    MESSAGE,
    /** The audit log itself handed out. */
    AUDIT_EXPORT,
    /** A request whose token was missing or refused. */
    AUTHENTICATE
}
