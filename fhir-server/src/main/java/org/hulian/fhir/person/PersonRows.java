package org.hulian.fhir.person;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.hulian.fhir.person.Clusters.Source;
import org.jspecify.annotations.Nullable;

/** The tables of the person index in the registry; each statement is sent once for all records. */
final class PersonRows {
    private static final short NATIONAL_ID = 1;
    private static final short HEALTH_CARD = 2;

    /** What the index knows of one record; {@code person} is the record itself while it is alone. */
    record Known(boolean met, UUID person, SortedSet<Long> tokens, SortedSet<String> flaws) {
        /** Of one of those asked for. */
        static Known of(Map<UUID, Known> known, UUID patient) {
            return Objects.requireNonNull(known.get(patient));
        }
    }

    /** A record that identifiers lead to, the person it belongs to now, and what keeps it apart from others. */
    record Stored(Source source, UUID person, SortedSet<String> conflicts) {}

    /** Served by the primary keys of person_source and person_member and by person_identifier_by_patient. */
    private static final String KNOWN = """
            select p.patient, s.flaws, m.person,
                   (select array_agg(i.token) from hub.person_identifier i where i.patient = p.patient) as tokens
              from unnest($1::uuid[]) p(patient)
              left join hub.person_source s using (patient)
              left join hub.person_member m using (patient)
            """;

    private static final String LOCK =
            "select pg_advisory_xact_lock(t) from (select unnest($1::bigint[]) as t order by 1) sorted";

    /** Walks person_identifier from token to record and back until nothing new is met, by index for each record. */
    private static final String REACH = """
            with recursive reach(patient) as (
                select unnest($1::uuid[])
                union
                select i.patient from unnest($2::bigint[]) t(token) join hub.person_identifier i using (token)
                union
                select their.patient
                  from reach
                 cross join lateral (
                    select theirs.patient
                      from hub.person_identifier mine
                      join hub.person_identifier theirs on theirs.token = mine.token
                     where mine.patient = reach.patient
                    offset 0) their
            )
            select r.patient, s.seen, s.conflicts, coalesce(m.person, r.patient) as person,
                   (select array_agg(i.token) from hub.person_identifier i where i.patient = r.patient and i.kind = 1) as ids,
                   (select array_agg(i.token) from hub.person_identifier i where i.patient = r.patient and i.kind = 2) as cards
              from (select patient from reach limit $3) r
              join hub.person_source s using (patient)
              left join hub.person_member m using (patient)
            """;

    /** "seen" is given in the order of the records. */
    private static final String MEET = """
            insert into hub.person_source(patient, flaws)
            select n.patient, coalesce(string_to_array(nullif(n.flaws, ''), ','), '{}')
              from unnest($1::uuid[], $2::text[]) with ordinality n(patient, flaws, nr)
             order by n.nr
                on conflict (patient) do update set flaws = excluded.flaws
            """;

    private static final String FORGET = """
            delete from hub.person_identifier i using unnest($1::bigint[], $2::uuid[]) n(token, patient)
             where i.token = n.token and i.patient = n.patient
            """;

    private static final String REMEMBER = """
            insert into hub.person_identifier(token, patient, kind)
            select * from unnest($1::bigint[], $2::uuid[], $3::smallint[])
                on conflict do nothing
            """;

    private static final String CONFLICTS = """
            update hub.person_source s
               set conflicts = coalesce(string_to_array(nullif(n.codes, ''), ','), '{}')
              from unnest($1::uuid[], $2::text[]) n(patient, codes)
             where s.patient = n.patient
            """;

    private PersonRows() {}

    /** In the order of the patients. */
    static Uni<Map<UUID, Known>> known(SqlConnection registry, Collection<UUID> patients) {
        return registry.preparedQuery(KNOWN)
                .execute(Tuple.of(patients.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Known> known = new LinkedHashMap<>();
                    patients.forEach(
                            patient -> known.put(patient, new Known(false, patient, new TreeSet<>(), new TreeSet<>())));
                    for (Row row : rows) {
                        UUID patient = row.getUUID("patient");
                        UUID person = row.getUUID("person");
                        String[] flaws = row.getArrayOfStrings("flaws");
                        known.put(
                                patient,
                                new Known(
                                        flaws != null,
                                        person == null ? patient : person,
                                        sorted(row.getArrayOfLongs("tokens")),
                                        new TreeSet<>(flaws == null ? List.of() : List.of(flaws))));
                    }
                    return known;
                });
    }

    /**
     * Locks tokens until the end of the transaction, in ascending order, so that two writers never wait for each other,
     * and then looks which records, at most so many, identifiers lead to.
     */
    static Uni<List<Stored>> lockAndReach(
            SqlConnection registry, Set<Long> lock, Collection<UUID> patients, Collection<Long> tokens, int most) {
        Uni<RowSet<Row>> reached = registry.preparedQuery(REACH)
                .execute(Tuple.of(patients.toArray(UUID[]::new), tokens.toArray(Long[]::new), most));
        // Sent together; the second statement begins, with a new snapshot, when the first has its locks.
        Uni<RowSet<Row>> rows = lock.isEmpty()
                ? reached
                : Uni.join()
                        .all(
                                registry.preparedQuery(LOCK).execute(Tuple.of((Object) lock.toArray(Long[]::new))),
                                reached)
                        .andFailFast()
                        .map(List::getLast);
        return rows.map(found -> {
            List<Stored> stored = new ArrayList<>();
            for (Row row : found) {
                Source source = new Source(
                        row.getUUID("patient"),
                        row.getLong("seen"),
                        sorted(row.getArrayOfLongs("ids")),
                        sorted(row.getArrayOfLongs("cards")));
                stored.add(new Stored(
                        source, row.getUUID("person"), new TreeSet<>(List.of(row.getArrayOfStrings("conflicts")))));
            }
            return stored;
        });
    }

    /** What records say now, and what keeps records apart where that changes. */
    static Uni<Void> store(
            SqlConnection registry,
            Map<UUID, Evidence> changed,
            Map<UUID, Known> known,
            Map<UUID, SortedSet<String>> conflicts) {
        List<Uni<Void>> all = new ArrayList<>();
        UUID[] patients = changed.keySet().toArray(UUID[]::new);
        String[] flaws = changed.values().stream()
                .map(evidence -> String.join(",", evidence.flaws()))
                .toArray(String[]::new);
        all.add(send(registry, MEET, Tuple.of(patients, flaws)));
        Identifiers gone = new Identifiers();
        Identifiers said = new Identifiers();
        changed.forEach((patient, evidence) -> {
            Known old = known.get(patient);
            SortedSet<Long> left = new TreeSet<>(old == null ? Set.of() : old.tokens());
            left.removeAll(evidence.tokens());
            gone.add(patient, left, NATIONAL_ID);
            said.add(patient, evidence.nationalIds(), NATIONAL_ID);
            said.add(patient, evidence.healthCards(), HEALTH_CARD);
        });
        if (!gone.tokens.isEmpty()) {
            all.add(send(registry, FORGET, Tuple.of(gone.tokens(), gone.patients())));
        }
        if (!said.tokens.isEmpty()) {
            all.add(send(registry, REMEMBER, Tuple.of(said.tokens(), said.patients(), said.kinds())));
        }
        if (!conflicts.isEmpty()) {
            String[] codes = conflicts.values().stream()
                    .map(each -> String.join(",", each))
                    .toArray(String[]::new);
            all.add(send(registry, CONFLICTS, Tuple.of(conflicts.keySet().toArray(UUID[]::new), codes)));
        }
        return Uni.join().all(all).andFailFast().replaceWithVoid();
    }

    private static Uni<Void> send(SqlConnection registry, String sql, Tuple binds) {
        return registry.preparedQuery(sql).execute(binds).replaceWithVoid();
    }

    private static SortedSet<Long> sorted(Long @Nullable [] tokens) {
        return new TreeSet<>(tokens == null ? Set.of() : Set.of(tokens));
    }

    /** Rows of person_identifier, column by column. */
    private static final class Identifiers {
        private final List<Long> tokens = new ArrayList<>();
        private final List<UUID> patients = new ArrayList<>();
        private final List<Short> kinds = new ArrayList<>();

        void add(UUID patient, Set<Long> more, short kind) {
            for (Long token : more) {
                tokens.add(token);
                patients.add(patient);
                kinds.add(kind);
            }
        }

        Long[] tokens() {
            return tokens.toArray(Long[]::new);
        }

        UUID[] patients() {
            return patients.toArray(UUID[]::new);
        }

        Short[] kinds() {
            return kinds.toArray(Short[]::new);
        }
    }
}
