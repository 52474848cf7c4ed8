package org.hulian.fhir.search;

/** One key of {@code _sort}. */
public record SortKey(SearchParameter parameter, boolean descending) {}
