package org.hulian.fhir.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hulian.fhir.person.Clusters.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClustersTest {
    @Test
    void anAgreeingNationalIdLinksAndTheEarliestRecordNamesThePerson() {
        Source late = source(2, ids(7), cards());
        Source early = source(1, ids(7), cards(1));

        assertThat(Clusters.of(List.of(late, early)).persons())
                .containsEntry(late.patient(), early.patient())
                .containsEntry(early.patient(), early.patient());
    }

    @Test
    void anAgreeingHealthCardLinksARecordWithoutNationalId() {
        Source hospital = source(1, ids(7), cards(1));
        Source centre = source(2, ids(), cards(1));

        assertThat(groups(hospital, centre)).containsExactly(Set.of(1, 2));
    }

    @Test
    void linksOverSeveralSteps() {
        assertThat(groups(
                        source(1, ids(7), cards()),
                        source(2, ids(7), cards(1)),
                        source(3, ids(), cards(1, 2)),
                        source(4, ids(), cards(2))))
                .containsExactly(Set.of(1, 2, 3, 4));
    }

    @Test
    void recordsWithoutACommonIdentifierStayApart() {
        assertThat(groups(source(1, ids(7), cards(1)), source(2, ids(8), cards(2)), source(3, ids(), cards())))
                .containsExactlyInAnyOrder(Set.of(1), Set.of(2), Set.of(3));
    }

    @Test
    void aHealthCardOfTwoNationalIdsLinksNobodyAndIsNoted() {
        Source one = source(1, ids(7), cards(1));
        Source other = source(2, ids(8), cards(1));
        Source unknown = source(3, ids(), cards(1));

        assertThat(groups(one, other, unknown)).containsExactlyInAnyOrder(Set.of(1), Set.of(2), Set.of(3));
        assertThat(Clusters.of(List.of(one, other, unknown)).conflicts())
                .containsOnlyKeys(one.patient(), other.patient(), unknown.patient())
                .allSatisfy((patient, codes) -> assertThat(codes).containsExactly(Clusters.CARD_OF_TWO));
    }

    @Test
    void aContradictionOverSeveralCardsLinksNobodyOverThem() {
        assertThat(groups(source(1, ids(7), cards(1)), source(2, ids(), cards(1, 2)), source(3, ids(8), cards(2))))
                .containsExactlyInAnyOrder(Set.of(1), Set.of(2), Set.of(3));
    }

    @Test
    void aRecordWithTwoNationalIdsIsCertainOfNothing() {
        Source both = source(1, ids(7, 8), cards(1));

        assertThat(groups(both, source(2, ids(7), cards()), source(3, ids(8), cards()), source(4, ids(), cards(1))))
                .containsExactlyInAnyOrder(Set.of(1), Set.of(2), Set.of(3), Set.of(4));
        assertThat(Clusters.of(List.of(both)).conflicts().get(both.patient()))
                .containsExactly(Clusters.TWO_NATIONAL_IDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neverPutsTwoNationalIdsTogetherAndNeverDependsOnTheOrder(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            List<Source> sources = new ArrayList<>();
            for (int i = 1; i <= 2 + random.nextInt(10); i++) {
                sources.add(source(i, some(random, 3, 100, 2), some(random, 5, 200, 3)));
            }
            List<Source> shuffled = new ArrayList<>(sources);
            Collections.shuffle(shuffled, random);
            List<Source> renamed = sources.stream()
                    .map(s -> new Source(s.patient(), 100 - s.seen(), s.nationalIds(), s.healthCards()))
                    .toList();

            Clusters.Result result = Clusters.of(sources);

            assertThat(Clusters.of(shuffled)).isEqualTo(result);
            assertThat(partition(Clusters.of(renamed).persons())).isEqualTo(partition(result.persons()));
            for (Set<UUID> group : partition(result.persons())) {
                Set<Long> together = sources.stream()
                        .filter(s -> group.contains(s.patient()))
                        .filter(s -> s.nationalIds().size() == 1)
                        .flatMap(s -> s.nationalIds().stream())
                        .collect(Collectors.toSet());
                assertThat(together).hasSizeLessThan(2);
            }
        }
    }

    private static Set<Long> some(Random random, int kinds, long base, int most) {
        Set<Long> chosen = new HashSet<>();
        for (int i = random.nextInt(most); i > 0; i--) {
            chosen.add(base + random.nextInt(kinds));
        }
        return chosen;
    }

    private static Set<Set<UUID>> partition(Map<UUID, UUID> persons) {
        Map<UUID, Set<UUID>> groups = new HashMap<>();
        persons.forEach((patient, person) ->
                groups.computeIfAbsent(person, p -> new HashSet<>()).add(patient));
        return new HashSet<>(groups.values());
    }

    private static List<Set<Integer>> groups(Source... sources) {
        return partition(Clusters.of(List.of(sources)).persons()).stream()
                .map(group -> group.stream()
                        .map(patient -> (int) patient.getLeastSignificantBits())
                        .collect(Collectors.toSet()))
                .toList();
    }

    private static Source source(int number, Set<Long> ids, Set<Long> cards) {
        return new Source(new UUID(0x8000, number), number, ids, cards);
    }

    private static Set<Long> ids(long... ids) {
        return Arrays.stream(ids).map(id -> id + 1000).boxed().collect(Collectors.toSet());
    }

    private static Set<Long> cards(long... cards) {
        return Arrays.stream(cards).map(card -> card + 2000).boxed().collect(Collectors.toSet());
    }
}
