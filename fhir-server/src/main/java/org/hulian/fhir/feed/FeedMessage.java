package org.hulian.fhir.feed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as the steward sees it: all but its content.
 *
 * @param position order of arrival
 * @param sender   institution number, or null when unknown
 * @param patient  key of the patient, or null; it leaves the server only in the audit entry
 * @param problems JSON array
 * @param coverage JSON object
 */
record FeedMessage(
        UUID id,
        long position,
        @Nullable Integer sender,
        String controlId,
        String type,
        String sha256,
        Instant received,
        int deliveries,
        boolean accepted,
        String status,
        int attempts,
        @Nullable UUID patient,
        @Nullable String charset,
        String problems,
        String coverage) {}
