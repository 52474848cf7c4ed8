/**
 * What a region's folder says about its institutions and their systems, as checked values.
 * A mistake in a file stops the start and is named with file and line.
 */
@NullMarked
package org.hulian.fhir.region;

import org.jspecify.annotations.NullMarked;
