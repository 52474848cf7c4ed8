package org.hulian.fhir.search;

/** {@code _total}; an estimate is answered with the exact number where it is cheap. */
public enum Total {
    NONE,
    ESTIMATE,
    ACCURATE
}
