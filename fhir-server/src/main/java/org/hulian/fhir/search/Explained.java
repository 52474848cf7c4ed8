package org.hulian.fhir.search;

import java.util.List;

/**
 * How one search, or one step of a chain, would be answered. It holds nothing that tells of a person: binds are named by
 * their kind, and row counts are PostgreSQL's estimates, not counts.
 *
 * @param step   what is searched, as in {@code Observation} or {@code subject -> Patient}
 * @param access what the caller may see, in words
 * @param path   the index that drives, in words
 */
public record Explained(String step, String access, String path, List<Statement> statements) {
    /**
     * One statement.
     *
     * @param use   {@code page}, {@code total}, {@code step} or {@code sift}; where a page may end before it is full,
     *     {@code probe}, {@code few} and {@code many} are what follows
     * @param binds in their order
     * @param plan  PostgreSQL's plan, a line for each node
     */
    public record Statement(String use, String sql, List<String> binds, List<String> plan) {}
}
