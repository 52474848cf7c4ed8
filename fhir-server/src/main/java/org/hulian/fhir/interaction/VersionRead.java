package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.ResourceReads;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/** The version read interaction, <a href="https://hl7.org/fhir/R4/http.html#vread">vread</a>. */
public final class VersionRead {
    private final ResourceReads store;
    private final Access access;
    private final Trail trail;
    private final SecurityContexts contexts;

    /** Reads from the store what the access rules let through. */
    public VersionRead(ResourceReads store, Access access, Trail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
        this.contexts = new SecurityContexts(store, access);
    }

    /** One version of a resource, if the current one may be seen. */
    public Uni<StoredResource> by(ResourceKey key, Version version, RequestContext context) {
        Happening reading = Happening.to(key, Interaction.VREAD, context).met(key, version.number());
        String name = key + "/_history/" + version.number();
        return trail.settle(reading, () -> {
            AccessPredicate predicate = access.reading(context, key.type(), Permission.READ);
            Uni<Found> read = store.readVersion(key, version, predicate)
                    .chain(found -> found instanceof Found.Hidden && SecurityContexts.mayHave(key)
                            ? contexts.opened(key, version, found, context)
                            : Uni.createFrom().item(found));
            return read.map(found -> switch (found) {
                case Found.Visible(StoredResource resource) ->
                    trail.allowed(reading, resource, Read.patients(resource.patient()), Access.policies(predicate));
                case Found.Deleted deleted ->
                    trail.unseen(reading, new Failure.Gone(key), false, Read.patients(deleted.patient()));
                case Found.Hidden hidden ->
                    trail.unseen(reading, new Failure.NotFound(name), true, Read.patients(hidden.patient()));
                case Found.Absent absent -> trail.unseen(reading, new Failure.NotFound(name), false, List.of());
            });
        });
    }
}
