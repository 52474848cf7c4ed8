package org.hulian.fhir.audit;

import java.util.List;

/** Which parameters of AuditEvent are served from the log. */
public final class AuditSearch {
    private AuditSearch() {}

    /** Names of search parameters. */
    public static List<String> offered() {
        return AuditQuery.offered();
    }
}
