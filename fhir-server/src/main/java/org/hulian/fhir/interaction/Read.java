package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/** The read interaction, <a href="https://hl7.org/fhir/R4/http.html#read">read</a>. */
public final class Read {
    private final ResourceReads store;
    private final Access access;
    private final Trail trail;
    private final SecurityContexts contexts;

    /** Reads from the store what the access rules let through. */
    public Read(ResourceReads store, Access access, Trail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
        this.contexts = new SecurityContexts(store, access);
    }

    /** The current version. */
    public Uni<StoredResource> by(ResourceKey key, RequestContext context) {
        Happening reading = Happening.to(key, Interaction.READ, context);
        return trail.settle(reading, () -> {
            AccessPredicate predicate = access.reading(context, key.type(), Permission.READ);
            return store.read(key, predicate)
                    .chain(found -> found instanceof Found.Hidden && SecurityContexts.mayHave(key)
                            ? contexts.opened(key, found, context)
                            : Uni.createFrom().item(found))
                    .map(found -> conclude(reading, key, found, predicate));
        });
    }

    private Conclusion<StoredResource> conclude(
            Happening reading, ResourceKey key, Found found, AccessPredicate predicate) {
        return switch (found) {
            case Found.Visible(StoredResource resource) ->
                trail.allowed(
                        reading.met(key, resource.version().number()),
                        resource,
                        patients(resource.patient()),
                        Access.policies(predicate));
            case Found.Deleted deleted ->
                trail.unseen(reading, new Failure.Gone(key), false, patients(deleted.patient()));
            case Found.Hidden hidden ->
                trail.unseen(reading, new Failure.NotFound(key.toString()), true, patients(hidden.patient()));
            case Found.Absent absent -> trail.unseen(reading, new Failure.NotFound(key.toString()), false, List.of());
        };
    }

    static List<UUID> patients(@Nullable UUID patient) {
        return patient == null ? List.of() : List.of(patient);
    }
}
