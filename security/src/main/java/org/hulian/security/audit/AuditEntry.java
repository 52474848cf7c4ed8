package org.hulian.security.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One access, allowed or not.
 *
 * @param recorded kept to the microsecond, as PostgreSQL does
 * @param patients keys of the patients whose records it touched
 * @param query the raw query string, exactly as sent
 * @param policies what decided: {@code Consent/<id>/_history/<version>}, or the role and rule
 * @param requestId X-Request-Id or trace id
 * @param reason code of the refusal or failure
 */
public record AuditEntry(
        UUID id,
        Instant recorded,
        Interaction interaction,
        Outcome outcome,
        Agent agent,
        List<UUID> patients,
        List<Entity> entities,
        @Nullable String query,
        List<String> policies,
        String requestId,
        @Nullable String reason) {

    public AuditEntry {
        recorded = recorded.truncatedTo(ChronoUnit.MICROS);
        patients = List.copyOf(patients);
        entities = List.copyOf(entities);
        policies = List.copyOf(policies);
    }
}
