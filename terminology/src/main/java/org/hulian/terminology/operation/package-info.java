/**
 * FHIR's terminology operations as functions from parameters to a resource: no HTTP, no storage, no caller.
 * Refusals are OperationOutcomes with the status that fits.
 */
@NullMarked
package org.hulian.terminology.operation;

import org.jspecify.annotations.NullMarked;
