/**
 * From a parsed search and an access predicate to one SQL statement with its binds.
 * Every statement names the index that serves it; golden files show them.
 */
@NullMarked
package org.hulian.fhir.search.sql;

import org.jspecify.annotations.NullMarked;
