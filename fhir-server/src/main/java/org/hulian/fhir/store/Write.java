package org.hulian.fhir.store;

import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.hulian.security.consent.AccessPredicate;
import org.jspecify.annotations.Nullable;

/** One change of one resource. */
public sealed interface Write {
    /** The resource that changes. */
    ResourceKey key();

    /** What is stored from now on; null for a deletion. */
    @Nullable
    ResourceBody body();

    /** A new resource; its id must not be taken. */
    record Create(ResourceKey key, ResourceBody body) implements Write {}

    /**
     * A new version, or the first one where {@code upsert}. An unchanged body makes no new version.
     *
     * @param ifMatch the version the caller saw, or null
     * @param access  what the caller may change: a row outside it is {@code NotFound} when also outside {@code seen}
     * @param seen    what the caller may read; a row inside it but outside {@code access} is {@code Forbidden}
     */
    record Update(
            ResourceKey key,
            ResourceBody body,
            @Nullable Version ifMatch,
            boolean upsert,
            AccessPredicate access,
            AccessPredicate seen)
            implements Write {}

    /** A deletion; history stays. */
    record Delete(ResourceKey key, @Nullable Version ifMatch, AccessPredicate access, AccessPredicate seen)
            implements Write {
        @Override
        public @Nullable ResourceBody body() {
            return null;
        }
    }
}
