package org.hulian.fhir.interaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.AuditEntry;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.audit.Outcome;

/** The entries of writes: one for each patient touched, as IHE BALP asks, with all that was written about them. */
final class WriteTrail {
    private final Trail trail;

    WriteTrail(Trail trail) {
        this.trail = trail;
    }

    /** Entries of one write or of several that belong together. */
    List<AuditEntry> entries(List<Written> written, Happening asked, List<String> policies) {
        Map<Optional<UUID>, List<Written>> byPatient = new LinkedHashMap<>();
        for (Written one : written) {
            byPatient
                    .computeIfAbsent(Optional.ofNullable(one.patient()), patient -> new ArrayList<>())
                    .add(one);
        }
        List<AuditEntry> entries = new ArrayList<>();
        byPatient.forEach((patient, group) -> {
            Interaction interaction = written.size() == 1 && asked.interaction() != Interaction.OPERATION
                    ? interaction(group.getFirst(), asked.interaction())
                    : asked.interaction();
            List<Entity> entities = group.stream()
                    .map(one -> Entity.resource(
                            one.key().type().name(),
                            one.key().id().value(),
                            one.version().number()))
                    .toList();
            Happening happening = new Happening(asked.context(), interaction, entities, asked.query());
            entries.add(trail.entry(
                    happening, Outcome.ALLOWED, patient.map(List::of).orElse(List.of()), policies, null));
        });
        return entries;
    }

    private static Interaction interaction(Written written, Interaction asked) {
        return switch (written.change()) {
            case CREATED -> Interaction.CREATE;
            case UPDATED, UNCHANGED -> asked == Interaction.PATCH ? asked : Interaction.UPDATE;
            case DELETED -> Interaction.DELETE;
        };
    }
}
