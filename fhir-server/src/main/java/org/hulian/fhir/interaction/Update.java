package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/**
 * The update interaction, <a href="https://hl7.org/fhir/R4/http.html#update">update</a>, with <a
 * href="https://hl7.org/fhir/R4/http.html#upsert">update as create</a>.
 */
public final class Update {
    private final Writing writing;
    private final Access access;
    private final Bodies bodies;

    /** Updates what the access rules let through. */
    public Update(Writing writing, Access access, Bodies bodies) {
        this.writing = writing;
        this.access = access;
        this.bodies = bodies;
    }

    /** A new version, or the first one where the caller may also create. */
    public Uni<Written> by(ResourceKey key, byte[] json, @Nullable Version ifMatch, RequestContext context) {
        Happening updating = Happening.to(key, Interaction.UPDATE, context);
        return writing.by(updating, () -> write(key, json, ifMatch, context), List.of())
                .map(List::getFirst);
    }

    private Uni<List<Write>> write(ResourceKey key, byte[] json, @Nullable Version ifMatch, RequestContext context) {
        Writing.refuseAudit(key.type());
        AccessPredicate writable = access.writing(context, key.type(), Permission.UPDATE);
        return bodies.check(key.type(), key.id(), json, writable, context)
                .map(checked -> List.of(write(key, checked.body(), ifMatch, context)));
    }

    /** The write of a checked body. */
    Write write(ResourceKey key, ResourceBody body, @Nullable Version ifMatch, RequestContext context) {
        return write(key, body, ifMatch, rights(key.type(), context));
    }

    /** The same with rights that were found out before. */
    Write write(ResourceKey key, ResourceBody body, @Nullable Version ifMatch, Rights rights) {
        return new Write.Update(key, body, ifMatch, ifMatch == null && rights.create(), rights.access(), rights.seen());
    }

    /** What a caller may do with resources of a type. */
    record Rights(AccessPredicate access, AccessPredicate seen, boolean create) {}

    /** Refuses who may update none. */
    Rights rights(ResourceType type, RequestContext context) {
        return new Rights(
                access.writing(context, type, Permission.UPDATE), access.seen(context, type), mayCreate(context, type));
    }

    private boolean mayCreate(RequestContext context, ResourceType type) {
        try {
            access.writing(context, type, Permission.CREATE);
            return true;
        } catch (FailureException denied) {
            return false;
        }
    }
}
