package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes that depend on what is stored: decided inside their transaction, after its locks are held. Everything here may
 * be asked again when another writer was in the way.
 *
 * @param locks  what must not be answered twice at a time
 * @param writes decides by a view of the store that is part of the transaction; the set may be empty
 * @param after  reads what has been written before it is committed, and may still refuse all of it; null where nothing is read
 */
public record LateWrites(
        List<CriteriaLock> locks,
        Function<ResourceReads, Uni<WriteSet>> writes,
        @Nullable BiFunction<ResourceReads, List<Written>, Uni<Void>> after) {
    public LateWrites {
        locks = List.copyOf(locks);
    }
}
