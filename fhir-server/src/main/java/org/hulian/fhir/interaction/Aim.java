package org.hulian.fhir.interaction;

import java.util.List;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.store.StoredResource;
import org.hulian.fhir.store.Write;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a change is about, once that is known.
 *
 * @param keys     one; none or several of a conditional deletion
 * @param existing what a conditional create found, or what a patch starts from; null otherwise
 * @param kind     what is done with them
 * @param writes   filled in last
 */
record Aim(
        Asked asked,
        List<ResourceKey> keys,
        Kind kind,
        @Nullable StoredResource existing,
        List<Write> writes) {
    /** What is done. */
    enum Kind {
        /** A new resource under an id of the server. */
        CREATE,
        /** A new version, or the first one under an id of the client. */
        UPDATE,
        DELETE,
        /** Nothing: the resource is there already. */
        KEEP
    }

    static Aim at(Asked asked, ResourceKey key, Kind kind) {
        return new Aim(asked, List.of(key), kind, null, List.of());
    }

    Aim from(StoredResource stored) {
        return new Aim(asked, keys, kind, stored, writes);
    }

    Aim writing(List<Write> decided) {
        return new Aim(asked, keys, kind, existing, decided);
    }

    boolean changes() {
        return kind != Kind.KEEP;
    }
}
