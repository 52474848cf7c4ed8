/**
 * Search parameters that are defined here by SearchParameter resources, beside those of HL7.
 * A definition is checked when it is written; existing resources are indexed by it in the background.
 */
@NullMarked
package org.hulian.fhir.parameter;

import org.jspecify.annotations.NullMarked;
