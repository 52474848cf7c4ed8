package org.hulian.fhir.feed.codes;

import java.time.Duration;

/**
 * How decisions come into force and are prepared.
 *
 * @param sweep          how often decisions of other nodes and dates that came are looked for
 * @param requeueBatch   messages put back into a sender's queue at a time
 * @param samples        messages looked at for the evidence of one code
 * @param autoAccept     whether the hub takes over what is above the calibrated threshold
 * @param autoAcceptFrom records with the code there must be before that
 */
public record MappingSettings(Duration sweep, int requeueBatch, int samples, boolean autoAccept, int autoAcceptFrom) {
    /** Entries of one page of work. */
    public static final int MOST_WORK = 100;
}
