package org.hulian.fhir.resource;

/**
 * A piece of a body that the clinical database must not hold in clear.
 *
 * @param start first byte
 * @param end   byte after the last one
 */
public record Mark(int start, int end, Kind kind) {
    /** What is done with the piece. */
    public enum Kind {
        /** The id in a reference to a Patient: replaced by the pseudonym. */
        PATIENT_ID,
        /** A whole value (narrative, attachment, name of a person): sealed under the resident's key. */
        SEALED
    }

    Mark moved(int by) {
        return new Mark(start + by, end + by, kind);
    }
}
