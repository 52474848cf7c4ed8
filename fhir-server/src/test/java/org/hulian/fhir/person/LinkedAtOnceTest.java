package org.hulian.fhir.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.hulian.fhir.feed.HubDatabases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records linked together come to what they come to one after another. */
class LinkedAtOnceTest {
    private static final int RECORDS = 24;
    private static final int NATIONAL_IDS = 6;
    private static final int CARDS = 8;
    private static final int BATCHES = 6;
    private static final int MOST_RECORDS = 200;

    private static HubDatabases databases;

    private final PersonIndex index = new PostgresPersonIndex();

    @BeforeAll
    static void start() {
        databases = new HubDatabases();
    }

    @AfterAll
    static void stop() {
        databases.close();
    }

    /** What one record says, by the numbers of its identifiers; null is a deletion. */
    private record Said(int record, @Nullable List<Integer> nationalIds, List<Integer> cards) {}

    /** The same records and identifiers as in another, under other keys and numbers. */
    private static final class World {
        private final List<UUID> patients = new ArrayList<>();
        private final List<String> nationalIds = new ArrayList<>();
        private final String run = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);

        World(int records) {
            for (int i = 0; i < records; i++) {
                patients.add(UUID.randomUUID());
            }
            while (nationalIds.size() < NATIONAL_IDS) {
                String number = "%06d19%02d%02d%02d%03d"
                        .formatted(
                                100_000 + random(900_000), random(100), 1 + random(12), 1 + random(28), random(1000));
                "0123456789X"
                        .chars()
                        .mapToObj(check -> number + (char) check)
                        .filter(id -> NationalId.of(id).isPresent())
                        .forEach(nationalIds::add);
            }
        }

        private static int random(int bound) {
            return ThreadLocalRandom.current().nextInt(bound);
        }

        SourceRecord record(Said said) {
            UUID patient = patients.get(said.record());
            if (said.nationalIds() == null) {
                return new SourceRecord(patient, null);
            }
            List<String> identifiers = new ArrayList<>();
            said.nationalIds()
                    .forEach(each -> identifiers.add(identifier(IdentifierSystems.NATIONAL_ID, nationalIds.get(each))));
            said.cards().forEach(each -> identifiers.add(identifier(IdentifierSystems.HEALTH_CARD, run + "c" + each)));
            return new SourceRecord(
                    patient,
                    ("{\"resourceType\":\"Patient\",\"identifier\":[" + String.join(",", identifiers) + "]}")
                            .getBytes(StandardCharsets.UTF_8));
        }

        private static String identifier(String system, String value) {
            return "{\"system\":\"" + system + "\",\"value\":\"" + value + "\"}";
        }

        /** Of each record that was met: its person, what keeps it apart, and the persons of its rows and grants. */
        Map<Integer, String> state() {
            Map<UUID, Integer> numbers = new HashMap<>();
            for (int i = 0; i < patients.size(); i++) {
                numbers.put(patients.get(i), i);
                numbers.put(PlainTransaction.hidden(patients.get(i)), i);
            }
            Map<Integer, String> state = new TreeMap<>();
            for (Row row : databases.registry().preparedQuery("""
                            select s.patient, s.flaws, s.conflicts, coalesce(m.person, s.patient) as person
                              from hub.person_source s left join hub.person_member m using (patient)
                             where s.patient = any ($1)
                            """).executeAndAwait(Tuple.of((Object)
                    patients.toArray(UUID[]::new)))) {
                UUID patient = row.getUUID("patient");
                state.put(
                        numbers.get(patient),
                        numbers.get(row.getUUID("person")) + " " + List.of(row.getArrayOfStrings("flaws"))
                                + List.of(row.getArrayOfStrings("conflicts"))
                                + persons(databases.registry(), patient, numbers)
                                + persons(databases.clinical(), PlainTransaction.hidden(patient), numbers));
            }
            return state;
        }

        private static String persons(Pool pool, UUID patient, Map<UUID, Integer> numbers) {
            List<String> persons = new ArrayList<>();
            for (Row row : pool.preparedQuery("select person from hub.resource_index where patient = $1"
                            + " union all select person from hub.grants where patient = $1"
                            + " union all select person from hub.person_member where patient = $1 and person <> $1")
                    .executeAndAwait(Tuple.of(patient))) {
                persons.add(String.valueOf(numbers.get(row.getUUID("person"))));
            }
            return persons.stream().sorted().collect(Collectors.joining(",", "{", "}"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void batchesLinkedAtOnceComeToTheSameAsOneAfterAnother(long seed) {
        Random random = new Random(seed);
        World together = new World(RECORDS);
        World apart = new World(RECORDS);
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Said> said = new ArrayList<>();
            int size = 1 + random.nextInt(12);
            for (int i = 0; i < size; i++) {
                said.add(said(random));
            }
            if (batch == 2) {
                List.of(together, apart).forEach(LinkedAtOnceTest::addRows);
            }

            link(said.stream().map(together::record).toList());
            said.forEach(each -> link(List.of(apart.record(each))));

            assertThat(together.state())
                    .describedAs("batch %d of seed %d: %s", batch, seed, said)
                    .isEqualTo(apart.state());
        }
    }

    @Test
    void recordsOfOneBatchThatAreTheSamePersonLinkWithEachOther() {
        World world = new World(3);

        Map<UUID, UUID> persons = link(List.of(
                world.record(new Said(1, List.of(0), List.of())),
                world.record(new Said(0, List.of(0), List.of(1))),
                world.record(new Said(2, List.of(), List.of(1)))));

        assertThat(persons.values()).hasSize(3).containsOnly(world.patients.get(1));
    }

    @Test
    void anIdentifierOfTooManyLinksTheSameRecordsAtOnceAsOneAfterAnother() {
        World together = new World(MOST_RECORDS + 12);
        World apart = new World(MOST_RECORDS + 12);
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < together.patients.size(); i++) {
            // Between those that share a card stand some that do not.
            said.add(new Said(i, List.of(), List.of(i % 20 == 7 ? 1000 + i : 1)));
        }

        link(said.stream().map(together::record).toList());
        said.forEach(each -> link(List.of(apart.record(each))));

        assertThat(together.state()).isEqualTo(apart.state());
    }

    private static Said said(Random random) {
        int record = random.nextInt(RECORDS);
        if (random.nextInt(10) == 0) {
            return new Said(record, null, List.of());
        }
        List<Integer> nationalIds = new ArrayList<>();
        for (int i = random.nextInt(8) == 0 ? 2 : random.nextInt(2); i > 0; i--) {
            nationalIds.add(random.nextInt(NATIONAL_IDS));
        }
        List<Integer> cards = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            cards.add(random.nextInt(CARDS));
        }
        return new Said(record, nationalIds, cards);
    }

    private Map<UUID, UUID> link(List<SourceRecord> records) {
        return PlainTransaction.in(databases, transaction -> index.link(transaction, records));
    }

    /** As if each had a resource and a grant, with the person they have now. */
    private static void addRows(World world) {
        for (UUID patient : world.patients) {
            addRow(databases.registry(), patient);
            addRow(databases.clinical(), PlainTransaction.hidden(patient));
        }
    }

    private static void addRow(Pool pool, UUID patient) {
        Tuple binds = Tuple.of(UUID.randomUUID(), patient);
        pool.preparedQuery("""
                        insert into hub.resource_index(key, patient, person, category, effective, ends, updated, present,
                            version, owner, sensitivity, type, tokens)
                        select $1, $2, coalesce((select person from hub.person_member where patient = $2), $2), 1, now(),
                               now(), now(), 0, 1, 1, 0, 1, '{}'
                        """).executeAndAwait(binds);
        pool.preparedQuery("""
                        insert into hub.grants(consent, patient, person, grantee, categories, sensitivities, purposes,
                            valid_from, valid_to)
                        select $1, $2, coalesce((select person from hub.person_member where patient = $2), $2), 4, 2, 0,
                               1, now(), now()
                        """).executeAndAwait(binds);
    }
}
