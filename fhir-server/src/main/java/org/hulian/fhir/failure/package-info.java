/**
 * Everything that can be refused, as data.
 * Words and HTTP codes are made in one place, {@link org.hulian.fhir.failure.Failure} says only what happened.
 */
@NullMarked
package org.hulian.fhir.failure;

import org.jspecify.annotations.NullMarked;
