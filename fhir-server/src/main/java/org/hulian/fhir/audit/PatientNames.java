package org.hulian.fhir.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceKeys;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.security.audit.AuditEntry;

/** What the log needs of the registry: all records of one resident, and the ids behind hashed keys. */
public final class PatientNames {
    /** Served by the primary key and person_member_by_person. */
    private static final String MEMBERS = """
            select m.patient
              from hub.person_member m
             where m.person in (select n.person from hub.person_member n where n.patient = any($1))
                or m.person = any($1)
            """;

    /** Served by the primary key; the history knows the deleted ones. */
    private static final String IDS = """
            select key, id from hub.resource_body where type = $1 and key = any($2) and id is not null
            union
            select key, id from hub.resource_history where type = $1 and key = any($2) and id is not null
            """;

    private final Pool registry;

    /** Reads the registry. */
    public PatientNames(Pool registry) {
        this.registry = registry;
    }

    /** The given records and all others of the same residents. */
    Uni<Set<UUID>> records(Set<UUID> patients) {
        UUID[] keys = patients.toArray(UUID[]::new);
        return registry.preparedQuery(MEMBERS).execute(Tuple.of(keys)).map(rows -> {
            Set<UUID> all = new LinkedHashSet<>(patients);
            rows.forEach(row -> all.add(row.getUUID(0)));
            return all;
        });
    }

    /** Logical ids by key. */
    Uni<Map<UUID, String>> ids(List<AuditEntry> entries) {
        Map<UUID, String> ids = new HashMap<>();
        entries.forEach(entry -> entry.patients().forEach(key -> ids.put(key, key.toString())));
        UUID[] hashed = ids.keySet().stream().filter(ResourceKeys::isHashed).toArray(UUID[]::new);
        if (hashed.length == 0) {
            return Uni.createFrom().item(ids);
        }
        short patient = ResourceTypes.r4().get("Patient").number();
        return registry.preparedQuery(IDS).execute(Tuple.of(patient, hashed)).map(rows -> {
            rows.forEach(row -> ids.put(row.getUUID(0), row.getString(1)));
            return ids;
        });
    }
}
