package org.hulian.fhir.person;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hulian.fhir.store.StoreTransaction;

/** Lets rows, grants and membership of records follow to another person, in both databases. */
final class Moves {
    /** Records of one person that now belong to another. */
    private record Move(List<UUID> patients, UUID from, UUID to) {}

    /**
     * Writers of a patient's rows hold the same lock shared (see the store), so that no row is written with the person
     * of before.
     */
    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended(p::text, 0))
              from (select unnest($1::uuid[]) as p order by 1) sorted
            """;

    private static final String MEMBERS = """
            insert into hub.person_member(patient, person) select p, $2 from unnest($1::uuid[]) p
                on conflict (patient) do update set person = excluded.person
            """;

    /** Served by the index (person, type, effective desc); what earlier searches still show follows. */
    private static final String ROWS = """
            with past as (update hub.resource_past set person = $3 where person = $2 and patient = any($1))
            update hub.resource_index set person = $3 where person = $2 and patient = any($1)
            """;

    private static final String GRANTS = "update hub.grants set person = $3 where person = $2 and patient = any($1)";

    private Moves() {}

    /** Moves every record whose person changes. */
    static Uni<Void> apply(StoreTransaction transaction, Map<UUID, UUID> before, Map<UUID, UUID> after) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Move move : moves(before, after)) {
            all = all.chain(transaction::registry)
                    .chain(registry -> apply(registry, move.patients(), move.from(), move.to()))
                    .chain(transaction::clinical)
                    .chain(clinical -> apply(
                            clinical,
                            move.patients().stream().map(transaction::pseudonym).toList(),
                            transaction.pseudonym(move.from()),
                            transaction.pseudonym(move.to())));
        }
        return all;
    }

    private static List<Move> moves(Map<UUID, UUID> before, Map<UUID, UUID> after) {
        List<Move> moves = new ArrayList<>();
        before.forEach((patient, from) -> {
            UUID to = after.getOrDefault(patient, patient);
            if (to.equals(from)) {
                return;
            }
            Move same = moves.stream()
                    .filter(m -> m.from().equals(from) && m.to().equals(to))
                    .findAny()
                    .orElse(null);
            if (same == null) {
                same = new Move(new ArrayList<>(), from, to);
                moves.add(same);
            }
            same.patients().add(patient);
        });
        return moves;
    }

    private static Uni<Void> apply(SqlConnection database, List<UUID> patients, UUID from, UUID to) {
        UUID[] keys = patients.toArray(UUID[]::new);
        return database.preparedQuery(LOCK)
                .execute(Tuple.of(keys))
                .chain(() -> database.preparedQuery(MEMBERS).execute(Tuple.of(keys, to)))
                .chain(() -> database.preparedQuery(ROWS).execute(Tuple.of(keys, from, to)))
                .chain(() -> database.preparedQuery(GRANTS).execute(Tuple.of(keys, from, to)))
                .replaceWithVoid();
    }
}
