package org.hulian.fhir.feed.codes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One proposal and what became of it.
 *
 * @param target      LOINC or UCUM code, null when nothing fits
 * @param words       display of the target
 * @param equivalence a code of https://hl7.org/fhir/R4/valueset-concept-map-equivalence.html
 * @param evidence    JSON array of sentences, as shown to whoever proposed it
 * @param automatic   taken over by the hub above the calibrated threshold
 * @param starts      holds for messages received from then on
 * @param ends        and before then; null for no end
 * @param review      the reviewer's words
 * @param retirement  the words of whoever ended it
 */
public record LocalMapping(
        long number,
        LocalCode source,
        String display,
        @Nullable String target,
        String words,
        String equivalence,
        String comment,
        String evidence,
        State state,
        boolean automatic,
        Instant starts,
        @Nullable Instant ends,
        String proposedBy,
        Instant proposed,
        @Nullable String reviewedBy,
        @Nullable Instant reviewed,
        String review,
        @Nullable String retiredBy,
        @Nullable Instant retired,
        String retirement) {

    /** How far it came. */
    public enum State {
        PROPOSED,
        APPROVED,
        REJECTED
    }

    /** Whether messages received then are mapped by it. */
    boolean holds(Instant received) {
        return state == State.APPROVED && !received.isBefore(starts) && (ends == null || received.isBefore(ends));
    }
}
