package org.hulian.fhir.indicator;

import java.util.Locale;

/** By what figures are told apart. */
enum Dimension {
    ITEM(8),
    DEPARTMENT(4),
    PHYSICIAN(2),
    INSTITUTION(1);

    private final int bit;

    Dimension(int bit) {
        this.bit = bit;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a row is told apart by this.
     *
     * @param grouping PostgreSQL's grouping(item, department, physician, institution): a bit is set where it is not
     */
    boolean tells(int grouping) {
        return (grouping & bit) == 0;
    }
}
