package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.Interaction;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.scope.Permission;

/** The create interaction, <a href="https://hl7.org/fhir/R4/http.html#create">create</a>. */
public final class Create {
    private final Writing writing;
    private final Access access;
    private final Bodies bodies;
    private final Supplier<UUID> ids;

    /** Creates under ids of a source. */
    public Create(Writing writing, Access access, Bodies bodies, Supplier<UUID> ids) {
        this.writing = writing;
        this.access = access;
        this.bodies = bodies;
        this.ids = ids;
    }

    /** A new resource under an id of the server. */
    public Uni<Written> by(ResourceType type, byte[] json, RequestContext context) {
        ResourceKey key = new ResourceKey(type, new ResourceId(ids.get().toString()));
        Happening creating = Happening.to(key, Interaction.CREATE, context);
        return writing.by(creating, () -> write(key, json, context), List.of()).map(List::getFirst);
    }

    private Uni<List<Write>> write(ResourceKey key, byte[] json, RequestContext context) {
        Writing.refuseAudit(key.type());
        AccessPredicate writable = access.writing(context, key.type(), Permission.CREATE);
        return bodies.check(key.type(), null, json, writable, context)
                .map(checked -> List.of(new Write.Create(key, checked.body())));
    }
}
