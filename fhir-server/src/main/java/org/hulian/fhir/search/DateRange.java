package org.hulian.fhir.search;

import java.time.Instant;

/**
 * A date condition: a comparison with the stretch of time its text covers.
 *
 * @param low  first instant covered
 * @param high first instant after
 * @see <a href="https://hl7.org/fhir/R4/search.html#prefix">search.html#prefix</a>
 */
public record DateRange(Prefix prefix, Instant low, Instant high) {}
