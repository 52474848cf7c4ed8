/**
 * Concept maps as FHIR R4 ConceptMap JSON: the bundled HL7 v2 tables and each sender's local codes and units.
 * Every translation names the row that decided, and a code without a target keeps the reason.
 */
@NullMarked
package org.hulian.terminology.translate;

import org.jspecify.annotations.NullMarked;
