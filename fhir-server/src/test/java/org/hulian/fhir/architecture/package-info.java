/**
 * The architecture's invariants as tests.
 * Each says what to do instead.
 */
@NullMarked
package org.hulian.fhir.architecture;

import org.jspecify.annotations.NullMarked;
