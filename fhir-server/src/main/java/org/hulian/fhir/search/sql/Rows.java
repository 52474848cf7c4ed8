package org.hulian.fhir.search.sql;

/** Which rows a branch of a statement reads as {@code i}. */
enum Rows {
    /** What there is now. */
    CURRENT("hub.resource_index i", "%1$s.type = i.type and %1$s.key = i.key"),
    /**
     * What was superseded or deleted, kept for pages of earlier searches. It may be seen by who may see what the
     * resource has become, so that sharing less takes effect at once.
     */
    PAST("""
            (select o.past, o.key, o.patient, o.person, o.code, o.effective, o.ends, o.updated, o.present, o.version,
                    o.owner, o.type, o.tokens, o.xid, o.gone, coalesce(n.category, o.category) as category,
                    o.sensitivity | coalesce(n.sensitivity, 0) as sensitivity
               from hub.resource_past o
               left join hub.resource_index n on n.type = o.type and n.key = o.key) i""", "%1$s.type = -i.type and %1$s.key = i.past");

    private final String source;
    private final String side;

    Rows(String source, String side) {
        this.source = source;
        this.side = side;
    }

    /** What stands after {@code from}. */
    String source() {
        return source;
    }

    /** The condition that a row of a side table describes {@code i}. */
    String described(String by) {
        return side.formatted(by);
    }
}
