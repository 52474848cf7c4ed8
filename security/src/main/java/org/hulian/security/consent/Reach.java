package org.hulian.security.consent;

/** How far into the rows of a type a caller sees, narrowest first. */
public enum Reach {
    /** No row. */
    NONE,
    /** Rows the caller's institution sent. */
    OWN,
    /** Own rows, and those a resident's grant opens to the institution. */
    CONSENTED,
    /** Every row, within the compartment if there is one. */
    ALL
}
