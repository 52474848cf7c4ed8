package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.TimeSpan;
import org.hulian.fhir.store.EverythingRequest;
import org.hulian.fhir.store.EverythingStart;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/**
 * The operations <a href="https://hl7.org/fhir/R4/patient-operation-everything.html">Patient/$everything</a> and <a
 * href="https://hl7.org/fhir/R4/encounter-operation-everything.html">Encounter/$everything</a>.
 */
public final class Everything {
    private final ResourceReads store;
    private final Access access;
    private final Trail trail;

    /** Reads from the store what the access rules let through. */
    public Everything(ResourceReads store, Access access, Trail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
    }

    /**
     * What is asked of a patient or an encounter.
     *
     * @param query as it was sent, for the audit entry
     */
    public record Asked(
            ResourceKey focus,
            List<ResourceType> types,
            @Nullable Instant since,
            @Nullable TimeSpan care,
            int count,
            EverythingStart start,
            String query) {
        /** Keeps a copy. */
        public Asked {
            types = List.copyOf(types);
        }
    }

    /** A page of it. */
    public Uni<EverythingRequest.Page> by(Asked asked, RequestContext context) {
        ResourceKey focus = asked.focus();
        Happening gathering = new Happening(context, Interaction.OPERATION, List.of(), asked.query());
        return trail.settle(gathering, () -> {
            AccessPredicate predicate = access.reading(context, focus.type(), Permission.READ);
            return store.read(focus, predicate).chain(found -> switch (found) {
                case Found.Visible(StoredResource resource) -> page(asked, resource, gathering);
                case Found.Deleted deleted ->
                    Uni.createFrom()
                            .item(trail.<EverythingRequest.Page>unseen(
                                    gathering, new Failure.Gone(focus), false, Read.patients(deleted.patient())));
                case Found.Hidden hidden ->
                    Uni.createFrom()
                            .item(trail.<EverythingRequest.Page>unseen(
                                    gathering,
                                    new Failure.NotFound(focus.toString()),
                                    true,
                                    Read.patients(hidden.patient())));
                case Found.Absent absent ->
                    Uni.createFrom()
                            .item(trail.<EverythingRequest.Page>unseen(
                                    gathering, new Failure.NotFound(focus.toString()), false, List.of()));
            });
        });
    }

    private Uni<Conclusion<EverythingRequest.Page>> page(Asked asked, StoredResource focus, Happening gathering) {
        boolean encounter = asked.focus().type().name().equals("Encounter");
        UUID patient = focus.patient();
        if (patient == null) {
            return Uni.createFrom().item(told(new EverythingRequest.Page(List.of(focus), null), gathering));
        }
        EverythingRequest request = new EverythingRequest(
                patient,
                encounter ? asked.focus() : null,
                asked.types(),
                asked.since(),
                asked.care(),
                asked.count(),
                asked.start());
        return store.everything(request, type -> access.found(gathering.context(), type))
                .map(page -> told(page, gathering));
    }

    private Conclusion<EverythingRequest.Page> told(EverythingRequest.Page page, Happening gathering) {
        List<Entity> entities = new ArrayList<>();
        Set<UUID> patients = new LinkedHashSet<>();
        for (StoredResource resource : page.resources()) {
            entities.add(Entity.resource(
                    resource.key().type().name(),
                    resource.key().id().value(),
                    resource.version().number()));
            UUID patient = resource.patient();
            if (patient != null) {
                patients.add(patient);
            }
        }
        return trail.allowed(gathering.with(entities), page, List.copyOf(patients), List.of());
    }
}
