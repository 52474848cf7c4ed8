package org.hulian.fhir.interaction;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.search.SearchPage;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Outcome;

/** The audit entry of search pages: whom they were about, what they told, and whether a named patient shares nothing. */
final class Disclosed {
    private Disclosed() {}

    static AuditEntry by(List<SearchPage> pages, Happening searching, List<String> policies, Trail trail) {
        Set<UUID> patients = new LinkedHashSet<>();
        Set<Entity> entities = new LinkedHashSet<>();
        boolean withheld = false;
        for (SearchPage page : pages) {
            patients.addAll(page.named());
            withheld |= page.withheld();
            for (StoredResource match : page.matches()) {
                UUID patient = match.patient();
                if (patient != null) {
                    patients.add(patient);
                }
                entities.add(Entity.resource(
                        match.key().type().name(),
                        match.key().id().value(),
                        match.version().number()));
            }
        }
        boolean denied = withheld && entities.isEmpty();
        return trail.entry(
                searching.with(List.copyOf(entities)),
                denied ? Outcome.DENIED : Outcome.ALLOWED,
                List.copyOf(patients),
                policies,
                denied ? "no-grant" : null);
    }
}
