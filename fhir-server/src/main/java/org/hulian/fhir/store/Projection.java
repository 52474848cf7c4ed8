package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;
import org.hulian.fhir.resource.ResourceType;

/** What a written resource changes beside its own rows, inside the same transaction; Consent makes grants so. */
public interface Projection {
    /** Whether such a change of a resource of this type is of interest. */
    boolean concerns(ResourceType type, Written.Change change);

    /** Applies the change; a {@code FailureException} refuses the whole write. */
    Uni<Void> apply(StoreTransaction transaction, Written written);
}
