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

    /**
     * The entry.
     *
     * @param withheld whether a patient they named shares nothing with the caller
     */
    static AuditEntry by(
            List<SearchPage> pages, boolean withheld, Happening searching, List<String> policies, Trail trail) {
        Set<UUID> patients = new LinkedHashSet<>();
        Set<Entity> entities = new LinkedHashSet<>();
        for (SearchPage page : pages) {
            patients.addAll(page.named());
            page.matches().forEach(match -> add(match, patients, entities));
            page.included().forEach(beside -> add(beside, patients, entities));
        }
        boolean denied = withheld && entities.isEmpty();
        return trail.entry(
                searching.with(List.copyOf(entities)),
                denied ? Outcome.DENIED : Outcome.ALLOWED,
                List.copyOf(patients),
                policies,
                denied ? "no-grant" : null);
    }

    private static void add(StoredResource told, Set<UUID> patients, Set<Entity> entities) {
        UUID patient = told.patient();
        if (patient != null) {
            patients.add(patient);
        }
        entities.add(Entity.resource(
                told.key().type().name(),
                told.key().id().value(),
                told.version().number()));
    }
}
