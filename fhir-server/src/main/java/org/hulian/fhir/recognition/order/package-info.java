/**
 * Recognition at order time: orders in, earlier results found by the ordinary search with the caller's access, verdicts out.
 * What the caller may not see is not there; nothing here reads the store.
 */
@NullMarked
package org.hulian.fhir.recognition.order;

import org.jspecify.annotations.NullMarked;
