package org.hulian.fhir.consent;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.ResourceTypes;
import org.hulian.security.consent.Grant;
import org.jspecify.annotations.Nullable;

/** The table {@code hub.grants}, the same in both databases. */
final class GrantRows {
    private static final short PATIENT = ResourceTypes.r4().get("Patient").number();

    /** Shared with other writers, exclusive to the person index when it moves the patient to another person. */
    private static final String LOCK = "select pg_advisory_xact_lock_shared(hashtextextended($1::uuid::text, 0))";

    /** Served by the primary keys of resource_index and person_member. */
    private static final String PERSON = """
            select coalesce(m.person, i.key) as person
              from hub.resource_index i
              left join hub.person_member m on m.patient = i.key
             where i.type = $2 and i.key = $1
            """;

    /** Served by grants_by_consent. */
    private static final String DELETE = "delete from hub.grants where consent = $1";

    private static final String INSERT = """
            insert into hub.grants(consent, patient, person, grantee, categories, sensitivities, purposes,
                                   valid_from, valid_to)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    private GrantRows() {}

    /** The person a registered patient belongs to, or null when there is no such patient. */
    static Uni<@Nullable UUID> personOf(SqlConnection registry, UUID patient) {
        return registry.preparedQuery(LOCK)
                .execute(Tuple.of(patient))
                .chain(() -> registry.preparedQuery(PERSON).execute(Tuple.of(patient, PATIENT)))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getUUID("person"));
    }

    /** The grants of a Consent are these from now on; gives how many there were. */
    static Uni<Integer> replace(SqlConnection database, UUID consent, UUID patient, List<Grant> grants) {
        return database.preparedQuery(DELETE)
                .execute(Tuple.of(consent))
                .chain(deleted -> insert(database, patient, grants).replaceWith(deleted.rowCount()));
    }

    private static Uni<Void> insert(SqlConnection database, UUID patient, List<Grant> grants) {
        if (grants.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = grants.stream()
                .map(grant -> Tuple.from(List.of(
                        grant.consent(),
                        patient,
                        grant.person(),
                        grant.grantee(),
                        grant.categories(),
                        grant.sensitivities(),
                        grant.purposes(),
                        at(grant.from()),
                        at(grant.to()))))
                .toList();
        return database.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
