package org.hulian.fhir.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.hulian.fhir.feed.HubDatabases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresPersonIndexTest {
    private static HubDatabases databases;

    private final PersonIndex index = new PostgresPersonIndex();
    private final String run = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);

    @BeforeAll
    static void start() {
        databases = new HubDatabases();
    }

    @AfterAll
    static void stop() {
        databases.close();
    }

    @Test
    void aPatientAloneIsTheirOwnPerson() {
        UUID patient = UUID.randomUUID();

        assertThat(link(patient, card("A"))).isEqualTo(patient);
        assertThat(link(patient, card("A"))).isEqualTo(patient);
    }

    @Test
    void rowsAndGrantsFollowInBothDatabasesWhenTwoRecordsMeet() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        link(first, card("B"));
        link(second, card("other"));
        addRow(databases.registry(), second);
        addRow(databases.clinical(), PlainTransaction.hidden(second));

        UUID person = link(second, card("B"));

        assertThat(person).isEqualTo(first);
        assertThat(persons(databases.registry(), "resource_index", second)).containsExactly(first);
        assertThat(persons(databases.registry(), "grants", second)).containsExactly(first);
        assertThat(persons(databases.registry(), "person_member", second)).containsExactly(first);
        UUID hidden = PlainTransaction.hidden(second);
        assertThat(persons(databases.clinical(), "resource_index", hidden))
                .containsExactly(PlainTransaction.hidden(first));
        assertThat(persons(databases.clinical(), "grants", hidden)).containsExactly(PlainTransaction.hidden(first));
        assertThat(persons(databases.clinical(), "person_member", hidden))
                .containsExactly(PlainTransaction.hidden(first));
    }

    @Test
    void aRemovedIdentifierPartsThemAgain() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        link(first, card("C"));
        link(second, card("C"));
        addRow(databases.clinical(), PlainTransaction.hidden(second), PlainTransaction.hidden(first));

        UUID person = link(second, List.of());

        assertThat(person).isEqualTo(second);
        assertThat(persons(databases.clinical(), "resource_index", PlainTransaction.hidden(second)))
                .containsExactly(PlainTransaction.hidden(second));
    }

    @Test
    void theOthersGetANewNameWhenTheEarliestRecordLeaves() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        UUID third = UUID.randomUUID();
        link(first, card("D"));
        link(second, card("D"));
        link(third, card("D"));

        link(first, null);

        assertThat(link(second, card("D"))).isEqualTo(second);
        assertThat(link(third, card("D"))).isEqualTo(second);
    }

    @Test
    void differentNationalIdsBehindOneHealthCardStayApartAndAreNoted() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        link(first, List.of(card("E").getFirst(), national("11010519491231002X")));

        UUID person = link(second, List.of(card("E").getFirst(), national("110101199003070011")));

        assertThat(person).isEqualTo(second);
        assertThat(codes("conflicts", first)).containsExactly(Clusters.CARD_OF_TWO);
        assertThat(codes("conflicts", second)).containsExactly(Clusters.CARD_OF_TWO);
    }

    @Test
    void theContradictionIsForgottenWhenItIsCorrected() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        link(first, List.of(card("F").getFirst(), national("11010519491231002X")));
        link(second, List.of(card("F").getFirst(), national("110101199003070011")));

        UUID person = link(second, card("F"));

        assertThat(person).isEqualTo(first);
        assertThat(codes("conflicts", first)).isEmpty();
        assertThat(codes("conflicts", second)).isEmpty();
    }

    @Test
    void anIdentifierThatFailsItsOwnCheckIsNotedAndLinksNobody() {
        UUID patient = UUID.randomUUID();

        link(patient, List.of(national("110105194912310021")));

        assertThat(codes("flaws", patient)).containsExactly(Evidence.CHECK_DIGIT);
    }

    @Test
    void writersThatRaceForOnePersonEndWithOne() throws Exception {
        Random random = new Random(7);
        List<UUID> patients = new ArrayList<>();
        List<Callable<UUID>> writes = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            UUID patient = UUID.randomUUID();
            patients.add(patient);
            // A chain of cards: every record shares one with its neighbour.
            List<String> cards =
                    List.of(card("R" + i).getFirst(), card("R" + (i + 1)).getFirst());
            writes.add(() -> linkWithRetry(patient, cards));
        }
        java.util.Collections.shuffle(writes, random);

        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<UUID> done : threads.invokeAll(writes)) {
                assertThat(done.get()).isNotNull();
            }
        }

        Set<UUID> persons = new HashSet<>();
        for (int i = 0; i < patients.size(); i++) {
            persons.add(link(
                    patients.get(i),
                    List.of(card("R" + i).getFirst(), card("R" + (i + 1)).getFirst())));
        }
        assertThat(persons).hasSize(1);
    }

    private UUID linkWithRetry(UUID patient, List<String> identifiers) {
        for (int attempt = 0; ; attempt++) {
            try {
                return link(patient, identifiers);
            } catch (RuntimeException deadlock) {
                if (attempt > 10 || !String.valueOf(deadlock.getMessage()).contains("40P01")) {
                    throw deadlock;
                }
            }
        }
    }

    private UUID link(UUID patient, @Nullable List<String> identifiers) {
        byte[] body = identifiers == null
                ? null
                : ("{\"resourceType\":\"Patient\",\"identifier\":[" + String.join(",", identifiers) + "]}")
                        .getBytes(StandardCharsets.UTF_8);
        Map<UUID, UUID> persons = PlainTransaction.in(
                databases, transaction -> index.link(transaction, List.of(new SourceRecord(patient, body))));
        return Objects.requireNonNull(persons.get(patient));
    }

    private List<String> card(String number) {
        return List.of("{\"system\":\"" + IdentifierSystems.HEALTH_CARD + "\",\"value\":\"" + run + number + "\"}");
    }

    private static String national(String number) {
        return "{\"system\":\"" + IdentifierSystems.NATIONAL_ID + "\",\"value\":\"" + number + "\"}";
    }

    private static void addRow(Pool pool, UUID patient) {
        addRow(pool, patient, patient);
    }

    private static void addRow(Pool pool, UUID patient, UUID person) {
        pool.preparedQuery("""
                        insert into hub.resource_index(key, patient, person, category, effective, ends, updated, present,
                            version, owner, sensitivity, type, tokens)
                        values ($1, $2, $3, 1, now(), now(), now(), 0, 1, 1, 0, 1, '{}')
                        """)
                .execute(Tuple.of(UUID.randomUUID(), patient, person))
                .chain(() -> pool.preparedQuery("""
                                insert into hub.grants(consent, patient, person, grantee, categories, sensitivities,
                                    purposes, valid_from, valid_to) values ($1, $2, $3, 4, 2, 0, 1, now(), now())
                                """).execute(Tuple.of(UUID.randomUUID(), patient, person)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static List<UUID> persons(Pool pool, String table, UUID patient) {
        List<UUID> persons = new ArrayList<>();
        for (Row row : pool.preparedQuery("select person from hub." + table + " where patient = $1")
                .executeAndAwait(Tuple.of(patient))) {
            persons.add(row.getUUID("person"));
        }
        return persons;
    }

    private static List<String> codes(String column, UUID patient) {
        Row row = databases
                .registry()
                .preparedQuery("select " + column + " from hub.person_source where patient = $1")
                .executeAndAwait(Tuple.of(patient))
                .iterator()
                .next();
        return List.of(row.getArrayOfStrings(column));
    }
}
