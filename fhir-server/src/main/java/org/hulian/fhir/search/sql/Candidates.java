package org.hulian.fhir.search.sql;

/**
 * The rows a sifted search looks through.
 *
 * @param path      the index that drives, in words
 * @param fixed     whether the path is right for any values
 * @param statement selects rows and, as o1, o2, ..., what they are ordered by; null where that is read from the body
 * @param order     of the matches
 */
public record Candidates(String path, boolean fixed, SearchPlan.Statement statement, Order order) {}
