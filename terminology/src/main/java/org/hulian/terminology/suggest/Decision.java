package org.hulian.terminology.suggest;

import java.util.Locale;

/** What may be done with a proposal. */
public enum Decision {
    /** May be taken over without review: as certain as at least 99 in 100 known mappings that were right. */
    AUTO,
    /** A person has to look. */
    REVIEW;

    /** The word used in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
