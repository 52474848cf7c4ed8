package org.hulian.fhir.search.sql;

/** How the rows of a page are come by. */
enum Way {
    /** By the index that drives, checking access row by row. */
    INDEX,
    /** The same, but giving up after some rows. */
    WALK,
    /** From the rows the caller may see, where they are few. */
    SPARSE
}
