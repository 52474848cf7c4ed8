package org.hulian.fhir.person;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.hulian.fhir.person.Clusters.Source;
import org.jspecify.annotations.Nullable;

/** The tables of the person index in the registry. */
final class PersonRows {
    private static final short NATIONAL_ID = 1;
    private static final short HEALTH_CARD = 2;

    /** What the index knows of one record; {@code person} is the record itself while it is alone. */
    record Known(boolean met, UUID person, SortedSet<Long> tokens, SortedSet<String> flaws) {}

    /** Records that identifiers connect, and the person each belongs to now. */
    record Connected(List<Source> sources, Map<UUID, UUID> persons) {
        SortedSet<Long> tokens() {
            SortedSet<Long> tokens = new TreeSet<>();
            sources.forEach(source -> {
                tokens.addAll(source.nationalIds());
                tokens.addAll(source.healthCards());
            });
            return tokens;
        }
    }

    /** Served by the primary keys of person_source and person_member and by person_identifier_by_patient. */
    private static final String KNOWN = """
            select s.flaws, m.person,
                   (select array_agg(i.token) from hub.person_identifier i where i.patient = $1) as tokens
              from (select $1::uuid as patient) p
              left join hub.person_source s using (patient)
              left join hub.person_member m using (patient)
            """;

    private static final String LOCK =
            "select pg_advisory_xact_lock(t) from (select unnest($1::bigint[]) as t order by 1) sorted";

    private static final String MEET = """
            insert into hub.person_source(patient, flaws) values ($1, $2)
                on conflict (patient) do update set flaws = excluded.flaws
            """;

    private static final String FORGET = "delete from hub.person_identifier where patient = $1 and token <> all($2)";

    private static final String REMEMBER = """
            insert into hub.person_identifier(token, patient, kind)
            select t, $1, $3 from unnest($2::bigint[]) t
                on conflict do nothing
            """;

    /** Walks person_identifier from token to record and back until nothing new is met. */
    private static final String CONNECTED = """
            with recursive reach(patient) as (
                select $1::uuid
                union
                select patient from hub.person_identifier where token = any($2)
                union
                select theirs.patient
                  from reach
                  join hub.person_identifier mine on mine.patient = reach.patient
                  join hub.person_identifier theirs on theirs.token = mine.token
            )
            select r.patient, s.seen, coalesce(m.person, r.patient) as person,
                   (select array_agg(i.token) from hub.person_identifier i where i.patient = r.patient and i.kind = 1) as ids,
                   (select array_agg(i.token) from hub.person_identifier i where i.patient = r.patient and i.kind = 2) as cards
              from (select patient from reach limit $3) r
              join hub.person_source s using (patient)
              left join hub.person_member m using (patient)
            """;

    private static final String CONFLICTS = """
            update hub.person_source s
               set conflicts = coalesce(string_to_array(nullif(n.codes, ''), ','), '{}')
              from unnest($1::uuid[], $2::text[]) n(patient, codes)
             where s.patient = n.patient
            """;

    private PersonRows() {}

    static Uni<Known> known(SqlConnection registry, UUID patient) {
        return registry.preparedQuery(KNOWN).execute(Tuple.of(patient)).map(rows -> {
            Row row = rows.iterator().next();
            UUID person = row.getUUID("person");
            String[] flaws = row.getArrayOfStrings("flaws");
            return new Known(
                    flaws != null,
                    person == null ? patient : person,
                    sorted(row.getArrayOfLongs("tokens")),
                    new TreeSet<>(flaws == null ? List.of() : List.of(flaws)));
        });
    }

    /** Until the end of the transaction, in ascending order, so that two writers never wait for each other. */
    static Uni<Void> lock(SqlConnection registry, SortedSet<Long> tokens) {
        if (tokens.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return registry.preparedQuery(LOCK).execute(Tuple.of(array(tokens))).replaceWithVoid();
    }

    static Uni<Void> store(SqlConnection registry, UUID patient, Evidence evidence) {
        return registry.preparedQuery(MEET)
                .execute(Tuple.of(patient, evidence.flaws().toArray(String[]::new)))
                .chain(() -> registry.preparedQuery(FORGET).execute(Tuple.of(patient, array(evidence.tokens()))))
                .chain(() -> remember(registry, patient, evidence.nationalIds(), NATIONAL_ID))
                .chain(() -> remember(registry, patient, evidence.healthCards(), HEALTH_CARD));
    }

    static Uni<Connected> connected(SqlConnection registry, UUID patient, SortedSet<Long> tokens, int limit) {
        return registry.preparedQuery(CONNECTED)
                .execute(Tuple.of(patient, array(tokens), limit))
                .map(rows -> {
                    List<Source> sources = new ArrayList<>();
                    Map<UUID, UUID> persons = new HashMap<>();
                    for (Row row : rows) {
                        UUID each = row.getUUID("patient");
                        sources.add(new Source(
                                each,
                                row.getLong("seen"),
                                sorted(row.getArrayOfLongs("ids")),
                                sorted(row.getArrayOfLongs("cards"))));
                        persons.put(each, row.getUUID("person"));
                    }
                    return new Connected(sources, persons);
                });
    }

    static Uni<Void> conflicts(SqlConnection registry, List<Source> sources, Map<UUID, SortedSet<String>> conflicts) {
        UUID[] patients = sources.stream().map(Source::patient).toArray(UUID[]::new);
        String[] codes = new String[patients.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = String.join(",", conflicts.getOrDefault(patients[i], new TreeSet<>()));
        }
        return registry.preparedQuery(CONFLICTS)
                .execute(Tuple.of(patients, codes))
                .replaceWithVoid();
    }

    private static Uni<Void> remember(SqlConnection registry, UUID patient, Set<Long> tokens, short kind) {
        if (tokens.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return registry.preparedQuery(REMEMBER)
                .execute(Tuple.of(patient, array(tokens), kind))
                .replaceWithVoid();
    }

    private static Long[] array(Collection<Long> tokens) {
        return tokens.toArray(Long[]::new);
    }

    private static SortedSet<Long> sorted(Long @Nullable [] tokens) {
        return new TreeSet<>(tokens == null ? Set.of() : Set.of(tokens));
    }
}
