package org.hulian.fhir.search.sql;

/** How the rows of a page are come by. */
sealed interface Way {
    /** By the index that drives, checking access row by row. */
    record Index() implements Way {}

    /** The same in the order of time, giving up after some rows. */
    record Walk(int rows) implements Way {}

    /** From the rows the caller may see, where they are few. */
    record Sparse() implements Way {}

    /** From the amounts that match, newest first. */
    record Amount() implements Way {}

    /**
     * From the caller's own amounts that match, newest first, and the rows of persons who share with the caller; nothing
     * at all where these are more.
     */
    record Owned(int shared) implements Way {}
}
