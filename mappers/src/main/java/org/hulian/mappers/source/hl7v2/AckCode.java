package org.hulian.mappers.source.hl7v2;

/** Table 0008 in original mode: accepted, in error (do not send it again unchanged), rejected (may be sent again). */
public enum AckCode {
    AA,
    AE,
    AR
}
