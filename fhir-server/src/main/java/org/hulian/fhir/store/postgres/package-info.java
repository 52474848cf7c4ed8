/**
 * The stored resources in PostgreSQL: two databases, one narrow index row and one body for every resource.
 * Only this package and {@code search.sql} know table names.
 */
@NullMarked
package org.hulian.fhir.store.postgres;

import org.jspecify.annotations.NullMarked;
