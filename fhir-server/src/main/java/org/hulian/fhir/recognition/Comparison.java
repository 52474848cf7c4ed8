package org.hulian.fhir.recognition;

/** Whether a result means the same as the ordered test would: analyte, property, scale, method and unit. */
@FunctionalInterface
public interface Comparison {
    /** The answer for one result and the code that is ordered. */
    Answer compare(EarlierResult result, String ordered);

    /** Comparable or not, and why. */
    record Answer(boolean comparable, Words reason) {}
}
