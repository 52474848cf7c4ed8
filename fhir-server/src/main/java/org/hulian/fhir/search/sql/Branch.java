package org.hulian.fhir.search.sql;

/**
 * One way rows are found.
 *
 * @param text  from and where
 * @param order of what was found
 * @param by    the same for this way, by what its index is in order of
 */
record Branch(Rows rows, String text, Order order, String by) {
    Branch(Rows rows, String text, Order order) {
        this(rows, text, order, order.byExpressions());
    }
}
