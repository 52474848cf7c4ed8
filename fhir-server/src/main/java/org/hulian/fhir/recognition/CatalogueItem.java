package org.hulian.fhir.recognition;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * An item of the recognition catalogue.
 *
 * @param id        stable id of the item
 * @param kind      laboratory test or examination with images or data
 * @param codes     LOINC codes of one analyte that may answer for each other
 * @param specimens specimen codes that are the same for this item; empty where any will do
 * @param validity  how long a result stays fresh
 * @param from      first instant the item is in force
 * @param to        first instant it no longer is
 * @param excluded  on the negative list
 */
public record CatalogueItem(
        String id,
        Kind kind,
        Words name,
        Set<String> codes,
        Set<String> specimens,
        Duration validity,
        Instant from,
        Instant to,
        boolean excluded) {
    /** 检验 or 检查. */
    public enum Kind {
        LABORATORY,
        EXAMINATION
    }

    boolean inForce(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
