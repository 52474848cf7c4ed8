/**
 * The FHIR interactions, one class each: the one way in for REST, feeds and every later door.
 * They check the caller, call the store and leave the audit entry before anything is answered.
 */
@NullMarked
package org.hulian.fhir.interaction;

import org.jspecify.annotations.NullMarked;
