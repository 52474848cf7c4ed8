/**
 * Patches of stored resources: JSON Patch and FHIRPath Patch, on the JSON tree with every number as it was written.
 * Pure; who may patch what, and how the result is checked, is decided by {@code interaction}.
 */
@NullMarked
package org.hulian.fhir.patch;

import org.jspecify.annotations.NullMarked;
