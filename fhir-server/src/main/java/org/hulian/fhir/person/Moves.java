package org.hulian.fhir.person;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hulian.fhir.store.StoreTransaction;

/** Lets rows, grants and membership of records follow to another person, in both databases. */
final class Moves {
    /** A record of one person that now belongs to another. */
    private record Move(UUID patient, UUID from, UUID to) {
        Move named(UnaryOperator<UUID> name) {
            return new Move(name.apply(patient), name.apply(from), name.apply(to));
        }
    }

    /**
     * Writers of a patient's rows hold the same lock shared (see the store), so that no row is written with the person
     * of before.
     */
    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended(p::text, 0))
              from (select unnest($1::uuid[]) as p order by 1) sorted
            """;

    private static final String MEMBERS = """
            insert into hub.person_member(patient, person) select * from unnest($1::uuid[], $2::uuid[])
                on conflict (patient) do update set person = excluded.person
            """;

    private static final String MOVED = """
            from unnest($1::uuid[], $2::uuid[], $3::uuid[]) n(patient, source, target)
             where t.person = n.source and t.patient = n.patient
            """;

    /** Served by the index (person, type, effective desc); what earlier searches still show follows. */
    private static final String ROWS = "with past as (update hub.resource_past t set person = n.target " + MOVED
            + ") update hub.resource_index t set person = n.target " + MOVED;

    private static final String GRANTS = "update hub.grants t set person = n.target " + MOVED;

    private Moves() {}

    /** Moves every record whose person changes. */
    static Uni<Void> apply(StoreTransaction transaction, Map<UUID, UUID> before, Map<UUID, UUID> after) {
        List<Move> moves = before.entrySet().stream()
                .map(each -> new Move(each.getKey(), each.getValue(), after.getOrDefault(each.getKey(), each.getKey())))
                .filter(move -> !move.from().equals(move.to()))
                .toList();
        if (moves.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Move> hidden =
                moves.stream().map(move -> move.named(transaction::pseudonym)).toList();
        return transaction
                .registry()
                .chain(registry -> apply(registry, moves))
                .chain(transaction::clinical)
                .chain(clinical -> apply(clinical, hidden));
    }

    /** Sent without waiting in between. */
    private static Uni<Void> apply(SqlConnection database, List<Move> moves) {
        UUID[] patients = moves.stream().map(Move::patient).toArray(UUID[]::new);
        UUID[] from = moves.stream().map(Move::from).toArray(UUID[]::new);
        UUID[] to = moves.stream().map(Move::to).toArray(UUID[]::new);
        return Uni.join()
                .all(Stream.of(
                                database.preparedQuery(LOCK).execute(Tuple.of((Object) patients)),
                                database.preparedQuery(MEMBERS).execute(Tuple.of(patients, to)),
                                database.preparedQuery(ROWS).execute(Tuple.of(patients, from, to)),
                                database.preparedQuery(GRANTS).execute(Tuple.of(patients, from, to)))
                        .toList())
                .andFailFast()
                .replaceWithVoid();
    }
}
