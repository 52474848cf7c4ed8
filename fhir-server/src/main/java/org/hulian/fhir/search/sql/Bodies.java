package org.hulian.fhir.search.sql;

/** Bodies for the rows found, and the state of the data they were found in. */
final class Bodies {
    private static final String NOW = """
            select p.*, b.id, b.body, b.spans, b.sealed, (select pg_current_snapshot()::text) as snapshot
              from (%s) p
              join hub.resource_body b on b.type = p.type and b.key = p.key
             order by %s""";
    private static final String AS_OF = """
            select p.*, coalesce(b.id, h.id) as id, coalesce(b.body, h.body) as body,
                   coalesce(b.spans, h.spans) as spans, coalesce(b.sealed, h.sealed) as sealed
              from (%s) p
              left join hub.resource_body b on not p.past and b.type = p.type and b.key = p.key
              left join hub.resource_history h
                on p.past and h.type = p.type and h.key = p.key and h.version = p.version
             order by %s""";

    private Bodies() {}

    /**
     * Of rows in an order.
     *
     * @param past whether rows of the past are among them
     */
    static String of(String rows, boolean past, String by) {
        return (past ? AS_OF : NOW).formatted(rows, by);
    }
}
