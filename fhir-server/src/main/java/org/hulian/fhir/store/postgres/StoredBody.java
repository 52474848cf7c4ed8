package org.hulian.fhir.store.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A body as the clinical database holds it.
 *
 * @param json   JSON with pseudonyms in references to patients and {@code null} where a piece was cut out
 * @param spans  where they stand, see {@link Splices}; null where there are none
 * @param pieces what was cut out, one after the other, still in clear; null where there is none
 */
record StoredBody(byte[] json, byte @Nullable [] spans, byte @Nullable [] pieces) {}
