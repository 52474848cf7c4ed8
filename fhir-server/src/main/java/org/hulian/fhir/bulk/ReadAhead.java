package org.hulian.fhir.bulk;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Things made one after another, the next one while the last is still in use; never more than one ahead. For one
 * subscriber at a time.
 */
final class ReadAhead<T> {
    private final Supplier<Uni<T>> maker;
    private @Nullable Uni<T> ahead;

    ReadAhead(Supplier<Uni<T>> maker) {
        this.maker = maker;
    }

    /** The next one; with it the one after that is begun. */
    Uni<T> next() {
        Uni<T> current = ahead == null ? begun() : ahead;
        return current.invoke(() -> ahead = begun());
    }

    /** When nothing is being made any more. */
    Uni<Void> settled() {
        Uni<T> last = ahead;
        return last == null
                ? Uni.createFrom().voidItem()
                : last.replaceWithVoid().onFailure().recoverWithNull();
    }

    private Uni<T> begun() {
        Uni<T> made = maker.get().memoize().indefinitely();
        made.subscribe().with(done -> {}, failure -> {});
        return made;
    }
}
