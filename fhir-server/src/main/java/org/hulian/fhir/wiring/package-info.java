/**
 * Where configuration becomes objects.
 * Constructor injection everywhere else.
 */
@NullMarked
package org.hulian.fhir.wiring;

import org.jspecify.annotations.NullMarked;
