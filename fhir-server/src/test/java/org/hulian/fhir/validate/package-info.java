/**
 * Tests of the validator.
 * HL7's own examples are the corpus.
 */
@NullMarked
package org.hulian.fhir.validate;

import org.jspecify.annotations.NullMarked;
