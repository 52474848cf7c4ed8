package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;
import org.hulian.fhir.resource.ResourceType;

/** What a written resource changes beside its own rows, inside the same transaction; Consent makes grants so. */
public interface Projection {
    /** Whether resources of this type are of interest. */
    boolean concerns(ResourceType type);

    /** Applies the change; a {@code FailureException} refuses the whole write. */
    Uni<Void> apply(StoreTransaction transaction, Written written);
}
