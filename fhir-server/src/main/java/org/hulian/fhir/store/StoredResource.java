package org.hulian.fhir.store;

import java.time.Instant;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKey;
import org.hulian.fhir.resource.Version;
import org.jspecify.annotations.Nullable;

/**
 * One stored version, ready to send.
 *
 * @param body    the resource's JSON in UTF-8, {@code id} and {@code meta} filled in, references restored
 * @param patient key of the patient it is about (never the pseudonym), or null
 * @param owner   number of the institution that sent it; 0 is the hub
 */
public record StoredResource(
        ResourceKey key,
        Version version,
        Instant updated,
        byte[] body,
        @Nullable UUID patient,
        int owner) {}
