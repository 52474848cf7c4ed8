/**
 * From a resource's JSON to the values it is found by.
 * Pure functions compiled from the search parameters' own expressions.
 */
@NullMarked
package org.hulian.fhir.search.index;

import org.jspecify.annotations.NullMarked;
