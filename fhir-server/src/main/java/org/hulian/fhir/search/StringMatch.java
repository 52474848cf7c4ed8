package org.hulian.fhir.search;

/** How a string search compares, <a href="https://hl7.org/fhir/R4/search.html#string">search.html#string</a>. */
public enum StringMatch {
    /** Begins with, case and accents aside. */
    STARTS,
    /** {@code :contains}. */
    CONTAINS,
    /** Ends with, case and accents aside. */
    ENDS,
    /** The whole, case and accents aside. */
    EQUALS,
    /** {@code :exact}: to the letter. */
    EXACT
}
