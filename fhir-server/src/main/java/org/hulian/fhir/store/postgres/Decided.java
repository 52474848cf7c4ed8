package org.hulian.fhir.store.postgres;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.hulian.fhir.failure.Failure;
import org.hulian.fhir.failure.FailureException;
import org.hulian.fhir.resource.ComposedBody;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.hulian.fhir.store.Write;
import org.hulian.fhir.store.Written;
import org.jspecify.annotations.Nullable;

/**
 * What a write does to the row it met.
 *
 * @param body null after a deletion
 */
record Decided(
        Draft draft,
        Written.Change change,
        int version,
        Instant updated,
        @Nullable ComposedBody body) {

    /** Decides, or refuses with a {@link FailureException}. */
    static Decided of(Draft draft, @Nullable Current current, Instant now) {
        return switch (draft.write()) {
            case Write.Create create -> composed(draft, Written.Change.CREATED, 1, now);
            case Write.Update update -> update(draft, update, current, now);
            case Write.Delete delete -> delete(draft, delete, current, now);
        };
    }

    private static Decided update(Draft draft, Write.Update update, @Nullable Current current, Instant now) {
        if (current == null || current.deleted()) {
            if (!update.upsert() || update.ifMatch() != null) {
                throw notFound(update.key());
            }
            return composed(draft, Written.Change.CREATED, current == null ? 1 : current.version() + 1, now);
        }
        check(update.key(), current, update.ifMatch());
        if (Arrays.equals(draft.hash(), current.hash())) {
            return composed(draft, Written.Change.UNCHANGED, current.version(), current.updated());
        }
        return composed(draft, Written.Change.UPDATED, current.version() + 1, now);
    }

    private static Decided delete(Draft draft, Write.Delete delete, @Nullable Current current, Instant now) {
        if (current == null) {
            throw notFound(delete.key());
        }
        check(delete.key(), current, delete.ifMatch());
        return current.deleted()
                ? new Decided(draft, Written.Change.UNCHANGED, current.version(), current.updated(), null)
                : new Decided(draft, Written.Change.DELETED, current.version() + 1, now, null);
    }

    private static void check(ResourceKey key, Current current, @Nullable Version ifMatch) {
        if (!current.allowed()) {
            throw current.seen() ? new FailureException(new Failure.Forbidden("not-owner")) : notFound(key);
        }
        if (ifMatch != null && ifMatch.number() != current.version()) {
            throw new FailureException(new Failure.VersionConflict(key, ifMatch, new Version(current.version())));
        }
    }

    private static FailureException notFound(ResourceKey key) {
        return new FailureException(new Failure.NotFound(key.toString()));
    }

    private static Decided composed(Draft draft, Written.Change change, int version, Instant updated) {
        ComposedBody body = draft.body() == null
                ? null
                : draft.body().withMeta(draft.write().key().id(), new Version(version), updated);
        return new Decided(draft, change, version, updated, body);
    }

    /** As the caller is told; a deletion names the patient its row had. */
    Written written(@Nullable Current current) {
        UUID patient = draft.patient();
        if (patient == null && current != null && current.patient() != null) {
            patient = draft.side().reveal().apply(current.patient());
        }
        return new Written(
                draft.write().key(),
                new Version(version),
                updated,
                change,
                body == null ? null : body.bytes(),
                patient);
    }
}
