/**
 * From the text of a search to closed types and a plan.
 * SQL is made in {@code search.sql} only.
 */
@NullMarked
package org.hulian.fhir.search;

import org.jspecify.annotations.NullMarked;
