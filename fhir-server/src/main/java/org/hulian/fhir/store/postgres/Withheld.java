package org.hulian.fhir.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.hulian.security.consent.AccessPredicate;
import org.hulian.security.consent.Reach;

/** Tells a patient without records from one who shares nothing with this caller: recorded, never answered. */
final class Withheld {
    private Withheld() {}

    /**
     * Whether a named patient shares nothing with this caller, served by resource_by_person and grants_by_person. Asked
     * only where nothing was found.
     */
    static Uni<Boolean> from(Side side, List<UUID> named, AccessPredicate access) {
        if (named.isEmpty() || access.reach() == Reach.ALL) {
            return Uni.createFrom().item(false);
        }
        if (access.reach() == Reach.NONE) {
            return Uni.createFrom().item(true);
        }
        String text = """
                select exists (
                    select from unnest($1::uuid[]) p(patient)
                      left join hub.person_member m on m.patient = p.patient
                     where not exists (
                            select from hub.resource_index i
                             where i.person = coalesce(m.person, p.patient) and i.owner = $2)
                       and not exists (
                            select from hub.grants g
                             where g.person = coalesce(m.person, p.patient) and g.grantee = $2
                               and g.purposes & $3 <> 0 and g.valid_from <= now() and now() < g.valid_to))
                """;
        UUID[] names = named.stream().map(side.name()).toArray(UUID[]::new);
        return side.direct()
                .preparedQuery(text)
                .execute(Tuple.of(names, access.institution(), access.purposes()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
