/**
 * Withdrawal: when a result that was relied on is corrected, retracted, or loses its mark, everybody who relied on it is
 * told, once, whatever stops in between. See ADR 0058.
 */
@NullMarked
package org.hulian.fhir.recognition.withdrawal;

import org.jspecify.annotations.NullMarked;
