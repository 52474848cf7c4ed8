package org.hulian.fhir.interaction;

import java.util.List;
import org.hulian.fhir.store.Write;
import org.hulian.security.audit.AuditEntry;

/**
 * What will be written, decided by what is stored.
 *
 * @param aims  what each change came to, in the order they were asked for
 * @param audit entries beside those of the writes, such as of a match that was withheld
 */
record Decision(List<Aim> aims, List<AuditEntry> audit) {
    List<Write> writes() {
        return aims.stream().flatMap(aim -> aim.writes().stream()).toList();
    }
}
