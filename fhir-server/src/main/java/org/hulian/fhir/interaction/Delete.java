package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.Written;
import org.hulian.security.audit.Interaction;
import org.hulian.security.scope.Permission;
import org.jspecify.annotations.Nullable;

/** The delete interaction, <a href="https://hl7.org/fhir/R4/http.html#delete">delete</a>; history stays. */
public final class Delete {
    private final Writing writing;
    private final Access access;

    /** Deletes what the access rules let through. */
    public Delete(Writing writing, Access access) {
        this.writing = writing;
        this.access = access;
    }

    /** Deletes the resource; a second deletion changes nothing. */
    public Uni<Written> by(ResourceKey key, @Nullable Version ifMatch, RequestContext context) {
        Happening deleting = Happening.to(key, Interaction.DELETE, context);
        return writing.by(deleting, () -> Uni.createFrom().item(List.of(write(key, ifMatch, context))), List.of())
                .map(List::getFirst);
    }

    /** The write, if the caller may delete resources of this type at all. */
    Write write(ResourceKey key, @Nullable Version ifMatch, RequestContext context) {
        Writing.refuseAudit(key.type());
        return new Write.Delete(
                key, ifMatch, access.writing(context, key.type(), Permission.DELETE), access.seen(context, key.type()));
    }
}
