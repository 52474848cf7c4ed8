package org.hulian.mappers;

import java.util.Locale;

/** The state of a feed message. */
public enum Status {
    RECEIVED,
    PROCESSED,
    WARNING,
    PARSING_ERROR,
    CONVERSION_ERROR,
    CODE_MAPPING_ERROR,
    DEFERRED;

    /** As written in JSON: lower case with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
