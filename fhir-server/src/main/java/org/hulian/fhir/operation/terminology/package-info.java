/**
 * FHIR's terminology operations at the hub: stored CodeSystems, ValueSets and ConceptMaps beside the bundled ones, kept
 * in memory as they are written. What they answer is worked out in the terminology module.
 */
@NullMarked
package org.hulian.fhir.operation.terminology;

import org.jspecify.annotations.NullMarked;
