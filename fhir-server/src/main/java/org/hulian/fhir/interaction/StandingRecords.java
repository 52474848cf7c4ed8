package org.hulian.fhir.interaction;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Found;
import org.hulian.fhir.store.ResourceStore;
import org.jspecify.annotations.Nullable;

/**
 * What stands under the keys of a write that is being prepared. It goes into that write, which leaves the entry; none of
 * it is answered to anybody.
 */
public final class StandingRecords {
    /** Reads at a time; more would keep other requests from the pool. */
    private static final int AT_ONCE = 4;

    private final ResourceStore store;
    private final Access access;

    /** Reads within what the access rules let the writer see. */
    public StandingRecords(ResourceStore store, Access access) {
        this.store = store;
        this.access = access;
    }

    /**
     * A record as it stands.
     *
     * @param body null when the record was deleted
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Standing(ResourceKey key, Version version, Instant updated, byte @Nullable [] body) {}

    /** Those of the keys that are, or were, there for this caller. */
    public Uni<List<Standing>> of(Collection<ResourceKey> keys, RequestContext context) {
        List<Uni<Optional<Standing>>> reads = keys.stream()
                .map(key -> Uni.createFrom()
                        .deferred(() -> store.read(key, access.seen(context, key.type())))
                        .map(found -> standing(key, found)))
                .toList();
        return reads.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(reads)
                        .usingConcurrencyOf(AT_ONCE)
                        .andFailFast()
                        .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    private static Optional<Standing> standing(ResourceKey key, Found found) {
        return switch (found) {
            case Found.Visible visible ->
                Optional.of(new Standing(
                        key,
                        visible.resource().version(),
                        visible.resource().updated(),
                        visible.resource().body()));
            case Found.Deleted deleted -> Optional.of(new Standing(key, deleted.version(), deleted.at(), null));
            case Found.Hidden hidden -> Optional.empty();
            case Found.Absent absent -> Optional.empty();
        };
    }
}
