package org.hulian.fhir.graphql;

import org.hulian.fhir.search.PageStart;

/** Where pages after the first begin, as clients carry it: it tells nothing and is of use to its caller alone. */
public interface Cursors {
    /**
     * What asks for a page.
     *
     * @param search that it belongs to
     */
    String of(String search, PageStart start);

    /** Where the page begins; refused when it was made for another search or caller, or changed. */
    PageStart start(String search, String cursor);
}
