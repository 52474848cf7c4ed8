package org.hulian.fhir.store.postgres;

import java.util.UUID;
import org.hulian.fhir.resource.ResourceBody;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.index.IndexValues;
import org.hulian.fhir.store.Write;
import org.jspecify.annotations.Nullable;

/**
 * One write with everything about it that needs no database.
 *
 * @param body    null for a deletion
 * @param values  null for a deletion
 * @param patient key of the patient the new version is about, or null
 */
record Draft(
        Write write,
        UUID key,
        Side side,
        @Nullable ResourceBody body,
        @Nullable IndexValues values,
        byte @Nullable [] hash,
        @Nullable UUID patient) {

    static Draft of(Write write, Side side, Indexing indexing) {
        UUID key = ResourceKeys.of(write.key());
        ResourceBody body = write.body();
        if (body == null) {
            return new Draft(write, key, side, null, null, null, null);
        }
        IndexValues values = indexing.extractor().extract(write.key().type(), body.bytes(), side.name());
        UUID patient = isPatient(write.key().type())
                ? key
                : values.patient() == null
                        ? null
                        : ResourceKeys.of("Patient", values.patient().value());
        return new Draft(write, key, side, body, values, body.contentHash(indexing.secret()), patient);
    }

    /** The same with other kinds of record, bits of {@code category} and {@code sensitivity}. */
    Draft sharedAs(long category, int sensitivity) {
        IndexValues shared = values == null ? null : values.sharedAs(category, values.sensitivity() | sensitivity);
        return new Draft(write, key, side, body, shared, hash, patient);
    }

    ResourceType type() {
        return write.key().type();
    }

    boolean isPatient() {
        return isPatient(type());
    }

    private static boolean isPatient(ResourceType type) {
        return type.name().equals("Patient");
    }
}
