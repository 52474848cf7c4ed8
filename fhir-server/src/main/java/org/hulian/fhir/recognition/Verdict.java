package org.hulian.fhir.recognition;

import java.util.List;

/**
 * The answer for one candidate.
 *
 * @param findings every condition that applies, met or not
 */
public record Verdict(OrderLine line, EarlierResult result, Kind kind, List<Finding> findings) {
    /** Counted, shown, or neither. */
    public enum Kind {
        RECOGNISE,
        REFERENCE_ONLY,
        NOT
    }

    /** The conditions that do not hold. */
    public List<Finding> failed() {
        return findings.stream().filter(finding -> !finding.met()).toList();
    }
}
