package org.hulian.fhir.recognition;

import java.time.Instant;

/**
 * One test that is being ordered; a panel is opened into lines before it comes here.
 *
 * @param order       reference of the ServiceRequest
 * @param code        LOINC or local catalogue code of the test
 * @param at          when it is ordered: freshness is measured to this instant
 * @param institution code of the institution that orders
 */
public record OrderLine(String order, String code, Instant at, String institution) {}
