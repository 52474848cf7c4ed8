/**
 * The load tool behind {@code ./hub bench}: the same work on this hub and on any other FHIR server, with CPU per
 * request. Figures are compared only when both were taken in the same run.
 */
@NullMarked
package org.hulian.bench;

import org.jspecify.annotations.NullMarked;
