package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.ResourceStore;
import org.hulian.fhir.store.StoredResource;
import org.hulian.security.audit.Entity;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/** What an operation tells beside one resource: only to those who may read it, under one audit entry that names it. */
public final class ReadAlong {
    private final ResourceStore store;
    private final Access access;
    private final Trail trail;

    /** Reads from the store what the access rules let through. */
    public ReadAlong(ResourceStore store, Access access, Trail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
    }

    /**
     * What there is to tell.
     *
     * @param operation for the audit entry
     * @param more      made only of a resource the caller may read
     */
    public <T> Uni<T> by(
            ResourceKey key, String operation, Function<StoredResource, Uni<T>> more, RequestContext context) {
        Entity entity = Entity.resource(key.type().name(), key.id().value(), 0);
        Happening telling = new Happening(context, Interaction.OPERATION, List.of(entity), operation);
        return trail.settle(telling, () -> {
            AccessPredicate predicate = access.reading(context, key.type(), Permission.READ);
            return store.read(key, predicate).onItem().transformToUni(found -> switch (found) {
                case Found.Visible(StoredResource resource) ->
                    more.apply(resource)
                            .map(told -> trail.allowed(
                                    telling, told, Read.patients(resource.patient()), Access.policies(predicate)));
                case Found.Deleted deleted ->
                    Uni.createFrom()
                            .item(trail.unseen(
                                    telling, new Failure.Gone(key), false, Read.patients(deleted.patient())));
                case Found.Hidden hidden ->
                    Uni.createFrom()
                            .item(trail.unseen(
                                    telling,
                                    new Failure.NotFound(key.toString()),
                                    true,
                                    Read.patients(hidden.patient())));
                case Found.Absent absent ->
                    Uni.createFrom()
                            .item(trail.unseen(telling, new Failure.NotFound(key.toString()), false, List.of()));
            });
        });
    }
}
