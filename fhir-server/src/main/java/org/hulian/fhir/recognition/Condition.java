package org.hulian.fhir.recognition;

import java.util.Locale;

/** What has to hold, in the order it is told; the code is the name in lower case with hyphens. */
public enum Condition {
    ITEM,
    NOT_EXCLUDED,
    MARK,
    SCOPE,
    LEVEL,
    FRESH,
    COMPARABLE,
    FINAL,
    SPECIMEN,
    OPENABLE,
    SAME_PERSON,
    CONSENT;

    /** The code in answers: stable, for machines. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
